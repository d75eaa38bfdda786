import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { memo, useState } from 'react';
import { AlarmChip } from '../alarms/AlarmChip';
import type { ControlRoomState } from '../app/controlRoom';
import { Glyph, type GlyphName } from '../app/Glyph';
import { LanguageSwitch } from '../app/LanguageSwitch';
import { useI18n } from '../i18n/i18n';
import { serverClock } from '../time/serverClock';
import { formatDate, formatNear, formatOffset, formatTime } from '../time/format';
import { useServerNow } from '../time/useNow';
import { deliveryOf } from './delivery';
import { lanesBehind } from './keepingUp';
import styles from './Header.module.css';
import { WhoChip } from './WhoChip';

interface HeaderProps {
  readonly state: ControlRoomState;
  readonly zone: string;
  readonly page: PageName;
  readonly onPage: (page: PageName) => void;
  readonly onHelp: () => void;
}

export type PageName = 'wall' | 'lanes' | 'alarms' | 'playback' | 'zones';

export const Header = memo(function Header({ state, zone, page, onPage, onHelp }: HeaderProps) {
  const { t } = useI18n();
  return (
    <header className={styles['header']}>
      <div className={styles['brand']}>
        <img src="./favicon.svg" alt="" width={28} height={28} />
        <div>
          <h1>{state.site?.site ?? t.product}</h1>
          <p>
            {t.product} {state.site?.version}
          </p>
        </div>
      </div>
      <Pages page={page} onPage={onPage} />
      <div className={styles['chips']}>
        <AlarmChip alarms={state.alarms} lost={state.link === 'lost'} onOpen={() => onPage('alarms')} />
        <LinkChip state={state} />
        <AnalyticsChip state={state} />
        <DeliveryChip state={state} zone={zone} />
      </div>
      <div className={styles['tools']}>
        <WhoChip session={state.session} />
        <LanguageSwitch />
        <Tooltip label={t.keys}>
          <ActionIcon variant="default" size={30} aria-label={t.keys} onClick={onHelp}>
            ?
          </ActionIcon>
        </Tooltip>
      </div>
      <Clock zone={zone} />
    </header>
  );
});

function Pages({ page, onPage }: Pick<HeaderProps, 'page' | 'onPage'>) {
  const { t } = useI18n();
  const pages: readonly (readonly [PageName, string, string])[] = [
    ['wall', t.wall, '1'],
    ['lanes', t.lanesPage, '4'],
    ['alarms', t.alarmsPage, '5'],
    ['playback', t.playbackPage, '6'],
    ['zones', t.zonesPage, '0'],
  ];
  return (
    <nav className={styles['pages']} aria-label={t.pages}>
      {pages.map(([name, word, key]) => (
        <button key={name} type="button" aria-current={name === page ? 'page' : undefined} aria-keyshortcuts={key} data-testid={`page-${name}`} onClick={() => onPage(name)}>
          {word}
        </button>
      ))}
    </nav>
  );
}

function Clock({ zone }: { readonly zone: string }) {
  const { t } = useI18n();
  const now = useServerNow();
  const skew = Math.round(Math.abs(serverClock.offsetMs) / 1000);
  return (
    <div className={styles['clock']}>
      {skew > 2 && (
        <span className={styles['skew']}>
          <Glyph name="warning" size={13} /> {t.clockDiffers(skew)}
        </span>
      )}
      <span className={styles['date']}>
        {formatDate(now, zone)}
        <br />
        {formatOffset(now, zone)}
      </span>
      <time className={styles['time']} data-testid="clock">
        {formatTime(now, zone)}
      </time>
    </div>
  );
}

interface ChipProps {
  readonly glyph: GlyphName;
  readonly colour: 'ok' | 'info' | 'high' | 'critical' | 'muted';
  readonly label: string | null;
  readonly word: string;
  readonly testId: string;
  readonly state: string;
}

function Chip({ glyph, colour, label, word, testId, state }: ChipProps) {
  return (
    <span className={styles['chip']} data-testid={testId} data-state={state}>
      <span style={{ color: `var(--${colour})`, display: 'inline-flex' }}>
        <Glyph name={glyph} size={colour === 'ok' ? 10 : 14} />
      </span>
      {label !== null && <span className={styles['label']}>{label}</span>}
      <span>{word}</span>
    </span>
  );
}

function LinkChip({ state: { link } }: { readonly state: ControlRoomState }) {
  const { t } = useI18n();
  if (link === 'up') return <Chip glyph="up" colour="ok" label={null} word={t.linkUp} testId="link-state" state={link} />;
  const lost = link === 'lost';
  return (
    <Chip
      glyph={lost ? 'failed' : 'connecting'}
      colour={lost ? 'critical' : 'info'}
      label={null}
      word={lost ? t.linkLost : t.linkConnecting}
      testId="link-state"
      state={link}
    />
  );
}

function AnalyticsChip({ state: { status } }: { readonly state: ControlRoomState }) {
  const { t } = useI18n();
  const up = status?.analytics.up ?? null;
  const behind = lanesBehind(status).length;
  const late = up === true && behind > 0;
  const chip = (
    <Chip
      glyph={up === null ? 'unknown' : up && !late ? 'up' : 'warning'}
      colour={up === null ? 'muted' : !up ? 'critical' : late ? 'high' : 'ok'}
      label={t.analytics}
      word={up === null ? t.unknown : !up ? t.analyticsDown : late ? t.analyticsBehind(behind) : t.analyticsUp}
      testId="analytics-state"
      state={late ? 'behind' : String(up)}
    />
  );
  return <Tooltip label={status?.analytics.detail || t.unknown}>{chip}</Tooltip>;
}

function DeliveryChip({ state: { status }, zone }: { readonly state: ControlRoomState; readonly zone: string }) {
  const { t } = useI18n();
  const now = useServerNow(5000);
  const [open, setOpen] = useState(false);
  const delivery = deliveryOf(status, now);
  const word = delivery.word(t);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" withArrow shadow="md">
      <Popover.Target>
        <button type="button" className={styles['plain']} onClick={() => setOpen(!open)} aria-expanded={open}>
          <Chip glyph={delivery.glyph} colour={delivery.colour} label={t.delivery} word={word} testId="delivery-state" state={delivery.state} />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th>{t.destination}</th>
              <th>{t.delivered}</th>
              <th>{t.pending}</th>
              <th>{t.parked}</th>
              <th>{t.oldestPending}</th>
            </tr>
          </thead>
          <tbody>
            {status?.destinations.map((destination) => (
              <tr key={destination.name}>
                <td>{destination.name}</td>
                <td>{destination.delivered}</td>
                <td>{destination.pending}</td>
                <td>{destination.parked}</td>
                <td>{destination.oldestPending === null ? t.none : formatNear(Date.parse(destination.oldestPending), now, zone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Popover.Dropdown>
    </Popover>
  );
}
