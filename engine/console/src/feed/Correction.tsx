import { Button, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { api } from '../api/client';
import type { PassageEvent, Read, Role } from '../api/types';
import { useI18n } from '../i18n/i18n';
import { formatDateTime } from '../time/format';
import styles from './EventDetail.module.css';

interface CorrectionProps {
  readonly event: PassageEvent;
  readonly role: Role | null;
  readonly zone: string;
}

/** What a person says that the plate was, beside what was read: both texts, who and when. */
export function Correction({ event, role, zone }: CorrectionProps) {
  const { t } = useI18n();
  const [read, setRead] = useState<Read | null>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const may = role !== null && role !== 'viewer';
  useEffect(() => {
    let current = true;
    if (may) {
      api.readOf(event).then(
        (found) => current && setRead(found),
        (error: Error) => current && setProblem(error.message),
      );
    }
    return () => {
      current = false;
    };
  }, [event, may]);
  const submit = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault();
    try {
      // Asked for again: a later event of the same passage may have taken it over while this one was looked at.
      const owner = (await api.readOf(event))?.event ?? event.id;
      setRead(await api.correctRead(owner, text.trim()));
      setText('');
      setProblem(null);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const correction = read?.correction ?? null;
  return (
    <section data-testid="correction">
      {correction !== null && (
        <p className={styles['corrected']} data-testid="corrected">
          <s>{read?.plate}</s> → <strong>{correction.plate}</strong>
          <small>{t.correctedBy(correction.by, formatDateTime(Date.parse(correction.at), zone))}</small>
        </p>
      )}
      <form className={styles['correct']} onSubmit={(submitted) => void submit(submitted)}>
        <TextInput size="xs" label={t.correctPlate} description={may ? null : t.needsRole(t.roles.guard)} disabled={!may} maxLength={32} value={text} aria-keyshortcuts="E" data-testid="correct-plate" onChange={(change) => setText(change.currentTarget.value)} />
        <Button size="xs" type="submit" variant="default" disabled={!may || text.trim() === ''}>
          {t.correct}
        </Button>
      </form>
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  );
}

/** For whoever comes by the key E. */
export function focusCorrection(): void {
  document.querySelector<HTMLInputElement>('input[data-testid=correct-plate]')?.focus();
}
