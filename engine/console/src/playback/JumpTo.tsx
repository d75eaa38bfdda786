import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useI18n } from '../i18n/i18n';
import { formatDate, parseDateTime } from '../time/format';
import styles from './PlaybackPage.module.css';

interface JumpToProps {
  readonly zone: string;
  /** A time alone is one of this moment's day. */
  readonly atMs: number;
  readonly onJump: (ms: number) => void;
}

const TIME_ALONE = /^\d\d:\d\d(:\d\d)?$/;

/** A time to go to, written as the page writes times. */
export function JumpTo({ zone, atMs, onJump }: JumpToProps) {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const [bad, setBad] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const written = text.trim();
    const ms = parseDateTime(TIME_ALONE.test(written) ? `${formatDate(atMs, zone)} ${written}` : written, zone);
    setBad(ms === null);
    if (ms === null) return;
    onJump(ms);
    // The keys are the shuttle's again.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  return (
    <form className={styles['jump']} onSubmit={submit}>
      <TextInput
        size="xs"
        w={168}
        aria-label={t.jumpTo}
        placeholder="YYYY-MM-DD HH:mm:ss"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setBad(false);
        }}
        error={bad ? t.badJumpTime : null}
        data-testid="jump-time"
      />
      <Button type="submit" variant="default" size="xs">
        {t.jump}
      </Button>
    </form>
  );
}
