// A provider with the users of a small office; whoever gives a name is taken for that user, whatever the password.
// Arguments: its port, and the address to send browsers back to. Says "ready" once it listens, and ends with its standard input.
import { Provider } from 'oidc-provider';

const USERS = new Map([
  ['gina', { preferred_username: 'gina', groups: ['office', 'gate-guards'] }],
  ['otto', { preferred_username: 'otto', groups: ['office'] }],
]);

const [port, callback] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: 'gatehouse',
      client_secret: process.env.CLIENT_SECRET,
      redirect_uris: [callback],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  scopes: ['openid', 'profile', 'groups'],
  claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups'] },
  pkce: { required: () => true },
  cookies: { keys: ['only for a test'] },
  findAccount: (_, id) => (USERS.has(id) ? { accountId: id, claims: () => ({ sub: id, ...USERS.get(id) }) } : undefined),
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
process.stdin.resume().on('end', () => process.exit(0));
