// Alarms of the fake engine: states and orders as docs/http-api.md gives them, without a store.

const AWAY = ['shelved', 'suppressed', 'out-of-service'];

/** A refusal with its HTTP status. */
class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class FakeAlarms {
  #next = 1;
  #tell;
  /** Those that are not finished, oldest first. */
  open = [];

  constructor(tell) {
    this.#tell = tell;
  }

  raise({ kind = 'CAMERA_DOWN', source = 'camera', severity = 'WARNING', cause = kind.toLowerCase().replaceAll('_', '-'), cameras = [], text = '', since = new Date().toISOString() } = {}) {
    const number = this.#next++;
    const id = `${kind.toLowerCase().replaceAll('_', '-')}/${cameras[0] ?? number}`;
    const alarm = { number, id, kind, source, severity, cause, cameras, since, clearedAt: null, text, state: 'unacknowledged', active: true, times: 1, acknowledged: null, withheld: null, assignee: null, notes: [] };
    this.open.push(alarm);
    this.#tell(alarm);
    return alarm;
  }

  clear(number) {
    const alarm = this.find(number);
    const state = { unacknowledged: 'returned', acknowledged: 'normal' }[alarm.state] ?? alarm.state;
    return this.#put({ ...alarm, active: false, clearedAt: new Date().toISOString(), state });
  }

  find(number) {
    const alarm = this.open.find((each) => each.number === number);
    if (!alarm) throw new Refusal(404, `there is no alarm ${number}`);
    return alarm;
  }

  #put(alarm) {
    this.open = alarm.state === 'normal' ? this.open.filter((each) => each.number !== alarm.number) : this.open.map((each) => (each.number === alarm.number ? alarm : each));
    this.#tell(alarm);
    return alarm;
  }

  #noted(alarm, deed, by, text, change = {}) {
    const note = { at: new Date().toISOString(), by, deed, text };
    return this.#put({ ...alarm, ...change, notes: [...alarm.notes, note], ...(deed === 'acknowledged' ? { acknowledged: note } : {}) });
  }

  acknowledge(number, by, text = '') {
    const alarm = this.find(number);
    if (!['unacknowledged', 'returned'].includes(alarm.state)) {
      const { acknowledged: seen } = alarm;
      throw new Refusal(409, seen ? `alarm ${number} was acknowledged by ${seen.by} at ${seen.at}` : `alarm ${number} cannot be acknowledged: it is ${alarm.state}`);
    }
    return this.#noted(alarm, 'acknowledged', by, text, { state: alarm.active ? 'acknowledged' : 'normal' });
  }

  #back(alarm) {
    return { state: alarm.active ? 'unacknowledged' : 'normal', withheld: null };
  }

  /** `action` as the last part of the path; null when there is no such one. */
  order(number, action, body, by) {
    const alarm = this.find(number);
    const since = new Date().toISOString();
    switch (action) {
      case 'acknowledge':
        return this.acknowledge(number, by, body.comment ?? '');
      case 'comments':
        return this.#noted(alarm, 'commented', by, body.text);
      case 'assignee':
        return this.#noted(alarm, 'assigned', by, body.to ?? '', { assignee: body.to });
      case 'shelve':
        if (AWAY.includes(alarm.state)) throw new Refusal(409, `alarm ${number} cannot be shelved: it is ${alarm.state}`);
        return this.#noted(alarm, 'shelved', by, body.reason, {
          state: 'shelved',
          withheld: { by, since, until: new Date(Date.now() + body.minutes * 60_000).toISOString(), reason: body.reason },
        });
      case 'unshelve':
        return this.#noted(alarm, 'unshelved', by, '', this.#back(alarm));
      case 'out-of-service':
        return this.#noted(alarm, 'taken-out', by, body.reason, { state: 'out-of-service', withheld: { by, since, until: null, reason: body.reason } });
      case 'in-service':
        return this.#noted(alarm, 'put-back', by, '', this.#back(alarm));
      default:
        throw new Refusal(404, 'Not found');
    }
  }

  acknowledgeAll(numbers, by) {
    const acknowledged = [];
    const refused = [];
    for (const number of numbers) {
      try {
        this.acknowledge(number, by);
        acknowledged.push(number);
      } catch (refusal) {
        refused.push({ number, detail: refusal.message });
      }
    }
    if (acknowledged.length === 0) throw new Refusal(409, 'none of these can be acknowledged');
    return { acknowledged, refused };
  }
}
