import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { api, ApiError, Unauthorized } from '../api/client';
import type { LoginOrder } from '../api/types';
import { useI18n } from '../i18n/i18n';
import { LanguageSwitch } from './LanguageSwitch';
import styles from './Login.module.css';

type Problem = 'wrong' | 'failed' | { readonly text: string } | null;

/** How the page asks who somebody is: by name and password, or by the access token of the site's file. */
export function Login({ onLogin }: { readonly onLogin: (order: LoginOrder) => Promise<void> }) {
  const [ways, setWays] = useState<readonly string[] | null>(null);
  const [byToken, setByToken] = useState(false);
  useEffect(() => {
    api.loginWays().then(
      (found) => setWays(found.ways),
      () => setWays(['token']),
    );
  }, []);
  if (ways === null) return null;
  const token = byToken || !ways.includes('password');
  return <LoginForm key={String(token)} token={token} onOther={ways.length > 1 ? () => setByToken(!byToken) : null} onLogin={onLogin} />;
}

interface LoginFormProps {
  readonly token: boolean;
  /** The other way to log in; null where there is none. */
  readonly onOther: (() => void) | null;
  readonly onLogin: (order: LoginOrder) => Promise<void>;
}

function LoginForm({ token, onOther, onLogin }: LoginFormProps) {
  const { t } = useI18n();
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const [purpose, setPurpose] = useState(t.loginPurposeUsual);
  const order: LoginOrder = token ? { token: secret, purpose } : { name, password: secret, purpose };
  return (
    <Card title={t.loginTitle} hint={token ? t.loginHint : null} button={t.loginButton} testId="login" wrong={token ? t.loginWrong : t.loginWrongPassword} onSubmit={() => onLogin(order)}>
      {(problem) => (
        <>
          {!token && (
            <TextInput label={t.loginName} data-testid="login-name" value={name} onChange={(event) => setName(event.currentTarget.value)} autoComplete="username" autoFocus required withAsterisk={false} />
          )}
          <PasswordInput
            label={token ? t.loginToken : t.loginPassword}
            data-testid={token ? 'login-token' : 'login-password'}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={problem}
            autoComplete="current-password"
            autoFocus={token}
            required
            withAsterisk={false}
          />
          <TextInput
            label={t.loginPurpose}
            description={t.loginPurposeHint}
            data-testid="login-purpose"
            value={purpose}
            onChange={(event) => setPurpose(event.currentTarget.value)}
            maxLength={200}
            required
            withAsterisk={false}
          />
          {onOther !== null && (
            <Button variant="subtle" type="button" onClick={onOther}>
              {token ? t.loginByPassword : t.loginByToken}
            </Button>
          )}
        </>
      )}
    </Card>
  );
}

/** The page behind the link that the engine shows on its console while it has no users. */
export function FirstAdmin({ code, onDone }: { readonly code: string; readonly onDone: () => void }) {
  const { t } = useI18n();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const make = async (): Promise<void> => {
    await api.firstAdmin(code, name, password);
    onDone();
  };
  return (
    <Card title={t.firstAdminTitle} hint={t.firstAdminHint} button={t.firstAdminButton} testId="first-admin" wrong={t.firstAdminWrong} onSubmit={make}>
      {(problem) => (
        <>
          <TextInput label={t.loginName} data-testid="first-admin-name" value={name} onChange={(event) => setName(event.currentTarget.value)} autoComplete="username" autoFocus required withAsterisk={false} />
          <PasswordInput
            label={t.loginPassword}
            description={t.passwordHint}
            data-testid="first-admin-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={problem}
            autoComplete="new-password"
            required
            withAsterisk={false}
          />
          <Button variant="subtle" type="button" onClick={onDone}>
            {t.firstAdminLater}
          </Button>
        </>
      )}
    </Card>
  );
}

interface CardProps {
  readonly title: string;
  readonly hint: string | null;
  readonly button: string;
  readonly testId: string;
  readonly wrong: string;
  readonly onSubmit: () => Promise<void>;
  /** The fields; given what went wrong last. */
  readonly children: (problem: string | null) => ReactNode;
}

function Card({ title, hint, button, testId, wrong, onSubmit, children }: CardProps) {
  const { t } = useI18n();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  const text = problem === null ? null : problem === 'wrong' ? wrong : problem === 'failed' ? t.loginFailed : problem.text;
  return (
    <main className={styles['page']}>
      <form className={styles['card']} onSubmit={(event) => void submit(event)} data-testid={testId}>
        <div className={styles['top']}>
          <img src="./favicon.svg" alt="" width={40} height={40} />
          <LanguageSwitch />
        </div>
        <h1>{title}</h1>
        {hint !== null && <p>{hint}</p>}
        {children(text)}
        <Button type="submit" loading={busy} fullWidth>
          {button}
        </Button>
      </form>
    </main>
  );
}

function problemOf(error: unknown): Problem {
  if (error instanceof Unauthorized) return 'wrong';
  return error instanceof ApiError && error.status > 0 ? { text: error.message } : 'failed';
}
