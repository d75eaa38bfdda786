// Gate lanes of the fake engine, as docs/http-api.md gives them: a barrier that does what the test says.

export class FakeLanes {
  /** What was asked: `[lane, order]`. */
  asked = [];
  /** How a barrier answers: 'confirmed', 'failed' or nothing at all. */
  answer = 'confirmed';
  /** How long it takes, ms. */
  latency = 60;
  lanes = [];

  constructor(names) {
    this.lanes = names.map(([name, camera]) => ({
      name,
      direction: 'in',
      front: [camera],
      rear: [],
      position: 'closed',
      loop: 'free',
      trouble: null,
      held: false,
      closeWaits: false,
      openUntil: null,
      vehicle: null,
      commands: [],
    }));
  }

  /** A vehicle is there. */
  arrive(name, { plate = '川A113YP', passageId = crypto.randomUUID(), outcome = 'check', standing = 'unlisted', reason = 'list' } = {}) {
    const lane = this.find(name);
    lane.vehicle = { passageId, plate, seenAt: new Date().toISOString(), left: false, verdict: { outcome, standing, reason } };
    return passageId;
  }

  find(name) {
    return this.lanes.find((lane) => lane.name === name);
  }

  command(name, order) {
    const lane = this.find(name);
    this.asked.push([name, order]);
    if (order.action === 'deny' || order.action === 'typed') {
      const open = order.action === 'typed' && order.plate === '京A12345';
      const verdict = { outcome: open ? 'open' : order.action === 'deny' ? 'refuse' : 'check', standing: open ? 'allow' : 'unlisted', reason: order.action === 'deny' ? 'person' : 'list' };
      lane.vehicle = { ...(lane.vehicle ?? { passageId: 'typed', seenAt: new Date().toISOString(), left: false }), plate: order.plate ?? lane.vehicle?.plate ?? null, verdict };
      return { command: open ? this.#tell(lane, 'open').id : null, verdict, lane };
    }
    if (order.action === 'release' && !lane.held) throw Object.assign(new Error('the barrier is not held open'), { status: 409 });
    if (order.action === 'hold' || order.action === 'release') lane.held = order.action === 'hold';
    const action = order.action === 'release' ? 'close' : order.action;
    return { command: this.#tell(lane, action).id, verdict: null, lane };
  }

  #tell(lane, action) {
    const now = () => new Date().toISOString();
    const command = { id: crypto.randomUUID(), action, passageId: lane.vehicle?.passageId ?? null, by: 'person', state: 'intended', decidedAt: now(), sentAt: null, endedAt: null, detail: '' };
    lane.commands.unshift(command);
    setTimeout(() => Object.assign(command, { state: 'sent', sentAt: now() }), 10);
    if (this.answer !== null) {
      setTimeout(() => {
        Object.assign(command, { state: this.answer, endedAt: now(), detail: this.answer === 'failed' ? 'the relay answered 503' : '' });
        if (this.answer === 'confirmed') lane.position = action === 'close' ? 'closed' : 'open';
      }, this.latency);
    }
    return command;
  }
}
