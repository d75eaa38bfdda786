import { Button } from '@mantine/core';
import { memo, useEffect, useState } from 'react';
import { api } from '../api/client';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { serverClock } from '../time/serverClock';
import { dayOf, formatDate } from '../time/format';
import styles from './PlaybackPage.module.css';

interface DayChoiceProps {
  readonly cameras: readonly string[];
  readonly atMs: number;
  readonly zone: string;
  readonly onSeek: (ms: number) => void;
}

const DAY_MS = 86_400_000;

/** The day that the bar shows; one earlier, one later, where there is anything. */
export const DayChoice = memo(function DayChoice({ cameras, atMs, zone, onSeek }: DayChoiceProps) {
  const { t } = useI18n();
  const days = useDays(cameras);
  const { startMs, endMs } = dayOf(atMs, zone);
  return (
    <div className={styles['day']}>
      <Button variant="default" size="xs" leftSection={<Glyph name="left" size={11} />} disabled={!hasBefore(days, startMs)} onClick={() => onSeek(atMs - DAY_MS)}>
        {t.previousDay}
      </Button>
      <strong>{formatDate(atMs, zone)}</strong>
      <Button variant="default" size="xs" rightSection={<Glyph name="right" size={11} />} disabled={!hasAfter(days, endMs)} onClick={() => onSeek(atMs + DAY_MS)}>
        {t.nextDay}
      </Button>
    </div>
  );
});

/** Days are told in UTC and may reach into the site's day on either side: one that could hold something counts. */
function hasBefore(days: readonly string[], startMs: number): boolean {
  return days.some((day) => Date.parse(`${day}T00:00:00Z`) < startMs);
}

function hasAfter(days: readonly string[], endMs: number): boolean {
  return endMs < serverClock.nowMs() && days.some((day) => Date.parse(`${day}T00:00:00Z`) + DAY_MS > endMs);
}

function useDays(cameras: readonly string[]): readonly string[] {
  const [days, setDays] = useState<readonly string[]>([]);
  const key = cameras.join(',');
  useEffect(() => {
    let current = true;
    void Promise.all(key.split(',').map((id) => api.days(id).catch(() => []))).then((lists) => current && setDays(lists.flat()));
    return () => {
      current = false;
    };
  }, [key]);
  return days;
}
