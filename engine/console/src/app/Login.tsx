import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { api, ApiError, providerUrl, Unauthorized } from '../api/client';
import type { LoginOrder, LoginWays } from '../api/types';
import { useI18n } from '../i18n/i18n';
import { LanguageSwitch } from './LanguageSwitch';
import styles from './Login.module.css';
import { takeLoginFailure } from './loginFailure';

type Problem = 'wrong' | 'failed' | { readonly text: string } | null;

/** What is typed in to log in. */
type Form = 'password' | 'token';

interface LoginProps {
  /** A login ended while the page was in use. */
  readonly ended: boolean;
  readonly onLogin: (order: LoginOrder) => Promise<void>;
}

/** How the page asks who somebody is: by name and password, by the access token of the site's file, or by a provider. */
export function Login({ ended, onLogin }: LoginProps) {
  const [ways, setWays] = useState<LoginWays | null>(null);
  const [other, setOther] = useState(false);
  useEffect(() => {
    api.loginWays().then(setWays, () => setWays({ ways: ['token'], firstAdmin: false }));
  }, []);
  if (ways === null) return null;
  const forms = (['password', 'token'] as const).filter((form) => ways.ways.includes(form));
  const form = forms[other ? 1 : 0] ?? null;
  return <LoginForm key={form} form={form} ended={ended} provider={ways.button ?? null} onOther={forms.length > 1 ? () => setOther(!other) : null} onLogin={onLogin} />;
}

interface LoginFormProps extends LoginProps {
  /** Null where only a provider says who somebody is. */
  readonly form: Form | null;
  /** What the provider's button says; null where there is none. */
  readonly provider: string | null;
  /** The other form; null where there is none. */
  readonly onOther: (() => void) | null;
}

function LoginForm({ form, ended, provider, onOther, onLogin }: LoginFormProps) {
  const { t } = useI18n();
  const [failure] = useState(takeLoginFailure);
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const [purpose, setPurpose] = useState(t.loginPurposeUsual);
  const token = form === 'token';
  const order: LoginOrder = token ? { token: secret, purpose } : { name, password: secret, purpose };
  const toProvider = (): void => location.assign(providerUrl(purpose));
  return (
    <Card
      title={t.loginTitle}
      hint={token ? t.loginHint : null}
      button={form === null ? null : t.loginButton}
      testId="login"
      wrong={token ? t.loginWrong : t.loginWrongPassword}
      onSubmit={async () => (form === null ? toProvider() : onLogin(order))}
    >
      {(problem) => (
        <>
          {ended && (
            <p className={styles['failure']} role="alert" data-testid="login-ended">
              {t.loginEnded}
            </p>
          )}
          {failure !== null && (
            <p className={styles['failure']} role="alert" data-testid="login-failure">
              {t.loginRefused[failure]}
            </p>
          )}
          {form === 'password' && (
            <TextInput label={t.loginName} data-testid="login-name" value={name} onChange={(event) => setName(event.currentTarget.value)} autoComplete="username" autoFocus required withAsterisk={false} />
          )}
          {form !== null && (
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
          )}
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
          {provider !== null && (
            <Button variant={form === null ? 'filled' : 'default'} type="button" fullWidth data-testid="login-provider" disabled={purpose.trim() === ''} onClick={toProvider}>
              {provider}
            </Button>
          )}
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
  /** Null where the fields bring their own. */
  readonly button: string | null;
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
        {button !== null && (
          <Button type="submit" loading={busy} fullWidth>
            {button}
          </Button>
        )}
      </form>
    </main>
  );
}

function problemOf(error: unknown): Problem {
  if (error instanceof Unauthorized) return 'wrong';
  return error instanceof ApiError && error.status > 0 ? { text: error.message } : 'failed';
}
