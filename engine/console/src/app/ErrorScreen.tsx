import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useI18n } from '../i18n/i18n';

/** An empty page could be taken for a quiet night: an error in the page says so in words. */
export class ErrorScreen extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failure /> : this.props.children;
  }
}

function Failure() {
  const { t } = useI18n();
  return (
    <main style={{ display: 'grid', placeContent: 'center', justifyItems: 'center', gap: 16, height: '100%' }} role="alert">
      <h1 style={{ fontSize: 20 }}>{t.pageFailed}</h1>
      <Button onClick={() => location.reload()}>{t.reload}</Button>
    </main>
  );
}
