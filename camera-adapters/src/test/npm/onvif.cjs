// The npm package onvif drives one device: node onvif.cjs HOST PORT; prints what it learned as JSON.
require('./loopback.cjs');
const { Cam, Discovery } = require('onvif');
const [host, port] = process.argv.slice(2);

const call = (cam, name, ...given) =>
  new Promise((resolve, reject) =>
    cam[name](...given, (error, result) => (error ? reject(error) : resolve(result))));

const search = () =>
  new Promise((resolve) =>
    Discovery.probe({ timeout: 2000, resolve: false }, (errors, found) =>
      resolve(found.map((f) => f.probeMatches.probeMatch.XAddrs))));

const connect = () =>
  new Promise((resolve, reject) => {
    const cam = new Cam(
      { hostname: host, port, username: 'admin', password: process.env.CAMERA_PASSWORD, timeout: 10000, autoconnect: false });
    cam.connect((error) => (error ? reject(error) : resolve(cam)));
  });

async function main() {
  const learned = { found: process.argv[4] === 'search' ? await search() : [] };
  const cam = await connect();
  learned.model = (await call(cam, 'getDeviceInformation')).model;
  learned.profiles = cam.profiles.map((p) => p.name);
  learned.stream = (await call(cam, 'getStreamUri', { protocol: 'RTSP' })).uri;
  learned.snapshot = (await call(cam, 'getSnapshotUri')).uri;
  await call(cam, 'continuousMove', { x: 0.5, y: 0, zoom: 0 });
  await call(cam, 'stop', { panTilt: true, zoom: true });
  await call(cam, 'absoluteMove', { x: 0.25, y: 0.5, zoom: 1 });
  learned.position = (await call(cam, 'getStatus')).position;
  await call(cam, 'setPreset', { presetName: 'door' });
  learned.presets = await call(cam, 'getPresets');
  await call(cam, 'createPullPointSubscription');
  const pulled = await call(cam, 'pullMessages', { messageLimit: 10, timeout: 'PT5S' });
  learned.topic = [].concat(pulled.notificationMessage)[0].topic._ || [].concat(pulled.notificationMessage)[0].topic;
  process.stdout.write(JSON.stringify(learned));
}

main().then(() => process.exit(0), (error) => {
  process.stdout.write('failed: ' + error.stack);
  process.exit(1);
});
