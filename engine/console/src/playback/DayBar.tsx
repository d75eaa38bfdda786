import { memo } from 'react';
import { SegmentedControl } from '@mantine/core';
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { formatDateTime, formatTime, offsetMs } from '../time/format';
import { causeText } from './causes';
import styles from './DayBar.module.css';
import { fractionOf, momentAt, pieceOf, ticksOf, type Span, type Timeline, type TimelineGap, type TimelineMark, type Zoom } from './timeline';
import type { Timelines } from './useTimelines';

interface DayBarProps {
  readonly span: Span;
  readonly zone: string;
  readonly atMs: number;
  readonly cameras: readonly { readonly id: string; readonly name: string }[];
  readonly timelines: Timelines;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onSeek: (ms: number) => void;
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(4)}%`;

/** What is recorded and what is missing, a line for each camera, with the events on it; a slider for the moment. */
export const DayBar = memo(function DayBar(props: DayBarProps) {
  const { span, zone, atMs, cameras, timelines, zoom, onZoom } = props;
  const { t } = useI18n();
  return (
    <section className={styles['bar']} aria-label={t.dayBar}>
      <div className={styles['scale']}>
        <span className={styles['corner']}>
          <SegmentedControl
            size="xs"
            aria-label={t.zoom}
            value={zoom}
            onChange={(value) => onZoom(value as Zoom)}
            data={[
              { value: 'day', label: t.zoomDay },
              { value: 'hours', label: t.zoomHours },
              { value: 'minutes', label: t.zoomMinutes },
            ]}
          />
        </span>
        <Ticks span={span} zone={zone} />
      </div>
      <div className={styles['lines']}>
        <ul className={styles['names']}>
          {cameras.map(({ id, name }) => (
            <li key={id} title={name}>
              {name}
            </li>
          ))}
        </ul>
        <Track {...props} />
      </div>
      {cameras.map(({ id, name }) => (
        <GapList key={id} name={name} timeline={timelines.get(id)} zone={zone} />
      ))}
      <span className="visually-hidden" role="status">
        {formatDateTime(Math.floor(atMs / 60_000) * 60_000, zone)}
      </span>
    </section>
  );
});

function Ticks({ span, zone }: { readonly span: Span; readonly zone: string }) {
  return (
    <div className={styles['ticks']} aria-hidden="true">
      {ticksOf(span, offsetMs(span.fromMs, zone)).map((at) => (
        <span key={at} style={{ left: percent(fractionOf(span, at)) }}>
          {formatTime(at, zone).slice(0, 5)}
        </span>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -5000, ArrowRight: 5000, PageDown: -600_000, PageUp: 600_000 };

function Track({ span, zone, atMs, cameras, timelines, onSeek }: DayBarProps) {
  const { t } = useI18n();
  const seekTo = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(momentAt(span, (event.clientX - box.left) / box.width));
  };
  const onKey = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    const to = event.key === 'Home' ? span.fromMs : event.key === 'End' ? span.toMs : by === undefined ? null : atMs + by;
    if (to === null) return;
    event.preventDefault();
    onSeek(to);
  };
  const at = fractionOf(span, atMs);
  return (
    <div
      className={styles['track']}
      role="slider"
      tabIndex={0}
      aria-label={t.dayBar}
      aria-valuemin={Math.floor(span.fromMs / 1000)}
      aria-valuemax={Math.floor(span.toMs / 1000)}
      aria-valuenow={Math.floor(atMs / 1000)}
      aria-valuetext={formatDateTime(atMs, zone)}
      onPointerDown={seekTo}
      onKeyDown={onKey}
      data-testid="day-bar"
    >
      {cameras.map(({ id }) => (
        <Line key={id} camera={id} span={span} zone={zone} timeline={timelines.get(id)} />
      ))}
      {at >= 0 && at <= 1 && <span className={styles['hand']} style={{ left: percent(at) }} />}
    </div>
  );
}

interface LineProps {
  readonly camera: string;
  readonly span: Span;
  readonly zone: string;
  readonly timeline: Timeline | null | undefined;
}

function Line({ camera, span, zone, timeline }: LineProps) {
  const { t } = useI18n();
  const place = (from: string, to: string): CSSProperties | null => {
    const piece = pieceOf(span, Date.parse(from), Date.parse(to));
    return piece === null ? null : { left: percent(piece.left), width: `max(2px, ${percent(piece.width)})` };
  };
  return (
    <div className={styles['line']} data-testid={`line-${camera}`}>
      <LineWords timeline={timeline} />
      {timeline?.ranges.map(({ from, to }) => {
        const style = place(from, to);
        return style === null ? null : <i key={from} className={styles['recorded']} style={style} title={`${t.recorded} ${spanText(t, zone, from, to, null)}`} />;
      })}
      {timeline?.gaps.map((gap) => {
        const style = place(gap.from, gap.to);
        return style === null ? null : <i key={`gap-${gap.from}-${gap.soundOnly}`} className={gap.soundOnly ? styles['mute'] : styles['gap']} style={style} title={gapText(t, zone, gap)} />;
      })}
      {timeline?.marks.map((mark) => {
        const style = place(mark.from, mark.to);
        return style === null ? null : <i key={`mark-${mark.from}`} className={styles['mark']} style={{ left: style.left }} title={markText(t, zone, mark)} />;
      })}
    </div>
  );
}

/** Why a line is empty. */
function LineWords({ timeline }: { readonly timeline: Timeline | null | undefined }) {
  const { t } = useI18n();
  if (timeline === undefined) return <span>{t.loading}</span>;
  if (timeline === null) return <span role="status">{t.timelineFailed}</span>;
  return timeline.ranges.length === 0 && timeline.gaps.length === 0 ? <span>{t.nothingInSpan}</span> : null;
}

function spanText(t: Dictionary, zone: string, from: string, to: string, cause: string | null): string {
  const [start, end] = [formatTime(Date.parse(from), zone), formatTime(Date.parse(to), zone)];
  return cause === null ? `${start} – ${end}` : t.gapLine(start, end, cause);
}

function gapText(t: Dictionary, zone: string, gap: TimelineGap): string {
  const cause = causeText(t, gap.cause, gap.text);
  return spanText(t, zone, gap.from, gap.to, gap.soundOnly ? `${t.soundGap}, ${cause}` : cause);
}

function markText(t: Dictionary, zone: string, mark: TimelineMark): string {
  return t.marksHere(mark.count, formatTime(Date.parse(mark.from), zone));
}

/** The same in words, for who cannot see the bar. */
function GapList({ name, timeline, zone }: { readonly name: string; readonly timeline: Timeline | null | undefined; readonly zone: string }) {
  const { t } = useI18n();
  if (timeline === undefined || timeline === null) return null;
  const nothing = timeline.ranges.length === 0;
  return (
    <div className="visually-hidden">
      <h3>{t.gapsOf(name)}</h3>
      {timeline.gaps.length === 0 && <p>{nothing ? t.nothingInSpan : t.noGaps}</p>}
      <ul data-testid="gap-list">
        {timeline.gaps.map((gap) => (
          <li key={`${gap.from}-${gap.soundOnly}`}>{gapText(t, zone, gap)}</li>
        ))}
      </ul>
    </div>
  );
}
