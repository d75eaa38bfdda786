import { MantineProvider } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { I18nProvider, useI18n } from '../i18n/i18n';
import { LinkBar } from '../wall/LinkBar';
import { Wall } from '../wall/Wall';
import { ControlRoom } from './controlRoom';
import { ErrorScreen } from './ErrorScreen';
import { Login } from './Login';
import { cssVariables, theme } from './theme';

const room = new ControlRoom();

export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme="dark" cssVariablesResolver={cssVariables}>
      <I18nProvider>
        <ErrorScreen>
          <Page />
        </ErrorScreen>
      </I18nProvider>
    </MantineProvider>
  );
}

function Page() {
  const { t } = useI18n();
  const state = useSyncExternalStore(room.subscribe, room.read);
  useEffect(() => void room.start(), []);
  const site = state.site?.site;
  useEffect(() => {
    document.title = site === undefined ? t.product : `${site} · ${t.product}`;
  }, [site, t]);
  if (state.phase === 'login') return <Login onLogin={(token) => room.login(token)} />;
  if (state.phase === 'running') return <Wall state={state} />;
  return (
    <main>
      <LinkBar state={state} />
      <h1 className="visually-hidden">{t.product}</h1>
      <p style={{ textAlign: 'center', marginTop: '40vh', color: 'var(--muted)' }} role="status">
        {t.loading}
      </p>
    </main>
  );
}
