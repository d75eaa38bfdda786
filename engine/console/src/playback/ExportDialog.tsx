import { Button, Checkbox, Modal, Progress, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { api, pageUrl } from '../api/client';
import type { ExportState } from '../api/types';
import { useI18n } from '../i18n/i18n';
import { formatDateTime, parseDateTime } from '../time/format';
import styles from './ExportDialog.module.css';

interface ExportDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly cameras: readonly { readonly id: string; readonly name: string }[];
  /** What is proposed: a little around the moment. */
  readonly atMs: number;
  readonly zone: string;
}

const AROUND_MS = 30_000;
const LOOK_MS = 1000;

/** A range of time as files with a signed manifest; redacted unless somebody says otherwise, and why. */
export function ExportDialog({ open, onClose, ...rest }: ExportDialogProps) {
  const { t } = useI18n();
  return (
    <Modal opened={open} onClose={onClose} title={t.exportTitle} centered size={520} transitionProps={{ duration: 100 }} closeButtonProps={{ 'aria-label': t.close }}>
      <Body {...rest} />
    </Modal>
  );
}

function Body({ cameras, atMs, zone }: Omit<ExportDialogProps, 'open' | 'onClose'>) {
  const { t } = useI18n();
  const [running, setRunning] = useState<string | null>(null);
  return (
    <div className={styles['body']} data-testid="export">
      <p>{cameras.map(({ name }) => name).join(' · ')}</p>
      {running === null ? <Order cameras={cameras.map(({ id }) => id)} atMs={atMs} zone={zone} onStarted={setRunning} /> : <Running id={running} onOver={() => setRunning(null)} />}
      <small>{t.exportReasonHint}</small>
    </div>
  );
}

interface OrderProps {
  readonly cameras: readonly string[];
  readonly atMs: number;
  readonly zone: string;
  readonly onStarted: (id: string) => void;
}

function Order({ cameras, atMs, zone, onStarted }: OrderProps) {
  const { t } = useI18n();
  const [from, setFrom] = useState(() => formatDateTime(atMs - AROUND_MS, zone));
  const [to, setTo] = useState(() => formatDateTime(atMs + AROUND_MS, zone));
  const [reason, setReason] = useState('');
  const [redacted, setRedacted] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const [start, end] = [parseDateTime(from, zone), parseDateTime(to, zone)];
    if (start === null || end === null) return setProblem(t.badTime);
    if (end <= start) return setProblem(t.exportBadRange);
    if (reason.trim() === '') return setProblem(t.exportNoReason);
    try {
      const order = { cameras, from: new Date(start).toISOString(), to: new Date(end).toISOString(), redacted, reason: reason.trim() };
      return onStarted((await api.startExport(order)).id);
    } catch (error) {
      return setProblem(t.exportFailed((error as Error).message));
    }
  };

  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)}>
      <div className={styles['range']}>
        <TextInput label={t.exportFrom} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput label={t.exportTo} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
      </div>
      <TextInput label={t.exportReason} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus data-testid="export-reason" />
      <Checkbox label={t.exportRedacted} description={redacted ? null : t.exportRedactedHint} checked={redacted} onChange={(event) => setRedacted(event.currentTarget.checked)} />
      {problem !== null && <p role="alert">{problem}</p>}
      <Button type="submit">{t.exportStart}</Button>
    </form>
  );
}

function Running({ id, onOver }: { readonly id: string; readonly onOver: () => void }) {
  const { t } = useI18n();
  const state = useExport(id);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = async (): Promise<void> => {
    try {
      await api.stopExport(id);
      onOver();
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const progress = Math.round((state?.progress ?? 0) * 100);
  const remaining = state?.remainingSeconds ?? null;
  if (state?.state === 'failed') {
    return (
      <>
        <p role="alert">{t.exportFailed(state.detail ?? '')}</p>
        <Button variant="default" onClick={onOver}>
          {t.exportTitle}
        </Button>
      </>
    );
  }
  if (state?.state === 'done') return <Done state={state} />;
  return (
    <>
      <p role="status">
        {t.exportRunning} {progress} %{remaining === null ? '' : ` · ${t.exportRemaining(Math.round(remaining / 60))}`}
      </p>
      <Progress value={progress} aria-label={t.exportRunning} />
      {problem !== null && <p role="alert">{problem}</p>}
      <Button variant="default" onClick={() => void stop()}>
        {t.exportStop}
      </Button>
    </>
  );
}

function Done({ state }: { readonly state: ExportState }) {
  const { t } = useI18n();
  return (
    <div className={styles['done']} data-testid="export-done">
      <strong role="status">{t.exportDone}</strong>
      <ul>
        {state.files.map((file) => (
          <li key={file.name}>
            <a href={pageUrl(file.url)} download={file.name}>
              {file.name}
            </a>
            <code>{file.sha256}</code>
          </li>
        ))}
      </ul>
      {state.manifest !== null && (
        <a href={pageUrl(state.manifest)} download>
          {t.exportManifest}
        </a>
      )}
    </div>
  );
}

/** How far an export is, asked for until it is over. */
function useExport(id: string): ExportState | null {
  const [state, setState] = useState<ExportState | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let current = true;
    const look = async (): Promise<void> => {
      const found = await api.export(id).catch(() => null);
      if (!current) return;
      if (found !== null) setState(found);
      if (found === null || found.state === 'running') timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [id]);
  return state;
}
