// The npm package node-onvif drives one device: node node-onvif.cjs URL; prints JSON.
require('./loopback.cjs');
const onvif = require('node-onvif');
const [xaddr] = process.argv.slice(2);

async function main() {
  const learned = { found: (await onvif.startProbe()).map((d) => d.name + ' ' + d.xaddrs[0]) };
  const device = new onvif.OnvifDevice({ xaddr, user: 'admin', pass: process.env.CAMERA_PASSWORD });
  learned.model = (await device.init()).Model;
  learned.profiles = device.getProfileList().map((p) => p.token);
  learned.stream = device.getUdpStreamUrl();
  await device.ptzMove({ speed: { x: 1, y: 0, z: 0 }, timeout: 1 });
  await device.ptzStop();
  learned.snapshot = (await device.fetchSnapshot()).headers['content-type'];
  process.stdout.write(JSON.stringify(learned));
}

main().then(() => process.exit(0), (error) => {
  process.stdout.write('failed: ' + (error.stack || error));
  process.exit(1);
});
