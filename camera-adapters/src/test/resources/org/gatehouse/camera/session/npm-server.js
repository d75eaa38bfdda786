// A foreign RTSP server for datagrams only. usage: npm-server.js MODULES PUBLISH_PORT CLIENT_PORT RTP_PORT
const path = require('node:path');
const [modules, publish, client, rtp] = process.argv.slice(2);
const RtspServer = require(path.join(modules, 'rtsp-streaming-server')).default;
const server = new RtspServer({
  serverPort: Number(publish),
  clientPort: Number(client),
  rtpPortStart: Number(rtp),
  rtpPortCount: 100,
});
setTimeout(() => process.exit(0), 120000);
server.start().then(
  () => console.log('ready'),
  (error) => {
    console.log('failed: ' + error);
    process.exit(1);
  },
);
