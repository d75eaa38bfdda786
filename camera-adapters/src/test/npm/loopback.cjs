// Sends multicast over the loopback, so that a search leaves this machine alone.
const dgram = require('dgram');
const create = dgram.createSocket;
dgram.createSocket = (...options) => {
  const socket = create(...options);
  socket.once('listening', () => socket.setMulticastInterface('127.0.0.1'));
  return socket;
};
