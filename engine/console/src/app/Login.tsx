import { Button, PasswordInput } from '@mantine/core';
import { LanguageSwitch } from './LanguageSwitch';
import { useState, type FormEvent } from 'react';
import { Unauthorized } from '../api/client';
import { useI18n } from '../i18n/i18n';
import styles from './Login.module.css';

export function Login({ onLogin }: { readonly onLogin: (token: string) => Promise<void> }) {
  const { t } = useI18n();
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<'wrong' | 'failed' | null>(null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await onLogin(token);
    } catch (error) {
      setProblem(error instanceof Unauthorized ? 'wrong' : 'failed');
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className={styles['page']}>
      <form className={styles['card']} onSubmit={(event) => void submit(event)} data-testid="login">
        <div className={styles['top']}>
          <img src="./favicon.svg" alt="" width={40} height={40} />
          <LanguageSwitch />
        </div>
        <h1>{t.loginTitle}</h1>
        <p>{t.loginHint}</p>
        <PasswordInput
          label={t.loginToken}
          data-testid="login-token"
          value={token}
          onChange={(event) => setToken(event.currentTarget.value)}
          error={problem === null ? null : problem === 'wrong' ? t.loginWrong : t.loginFailed}
          autoComplete="current-password"
          autoFocus
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={busy} fullWidth>
          {t.loginButton}
        </Button>
      </form>
    </main>
  );
}
