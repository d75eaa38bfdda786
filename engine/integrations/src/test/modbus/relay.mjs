// A relay with coils and inputs in memory. Input 0: the arm is up; input 1: the arm is down; input 2: the loop.
// Coils: 0 opens while it is on, 1 holds open, 9 never answers. Each line of standard input sets an input: "2 on".
import { createInterface } from 'node:readline';
import modbus from 'modbus-serial';

const coils = new Map();
const inputs = new Map([[1, true]]);

function move() {
  const up = Boolean(coils.get(0) || coils.get(1));
  inputs.set(0, up);
  inputs.set(1, !up);
}

const vector = {
  getCoil: (address) => Boolean(coils.get(address)),
  getDiscreteInput: (address) => Boolean(inputs.get(address)),
  setCoil: (address, value) => {
    if (address === 9) {
      return new Promise(() => {});
    }
    coils.set(address, value);
    move();
    console.log(`coil ${address} ${value ? 'on' : 'off'}`);
    return undefined;
  },
};

const server = new modbus.ServerTCP(vector, { host: '127.0.0.1', port: Number(process.argv[2]), unitID: 1 });
server.on('initialized', () => console.log('ready'));
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [address, value] = line.split(' ');
    inputs.set(Number(address), value === 'on');
  })
  .on('close', () => process.exit(0));
