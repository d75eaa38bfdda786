import { SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Alarm } from '../api/types';
import type { ControlRoomState } from '../app/controlRoom';
import { Glyph } from '../app/Glyph';
import { useKeys } from '../app/keys';
import frame from '../app/Page.module.css';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { useServerNow } from '../time/useNow';
import { toggleFullScreen } from '../wall/fullScreen';
import { Header, type PageName } from '../wall/Header';
import { KeysHelp, type KeyRow } from '../wall/KeysHelp';
import { LinkBar } from '../wall/LinkBar';
import { AlarmDetail } from './AlarmDetail';
import { AlarmList, focusRow } from './AlarmList';
import styles from './Alarms.module.css';
import { rightsOf } from './alarmRights';
import { canBeAcknowledged, floodOf, isAway, viewOf, type AlarmView } from './alarmRules';
import { ShelveDialog } from './ShelveDialog';
import { useAlarmOrders } from './useAlarmOrders';

interface AlarmsPageProps {
  readonly state: ControlRoomState;
  /** Number of the alarm that the address names; 0 for none. */
  readonly chosen: number;
  readonly onChoose: (number: number) => void;
  readonly onChanged: (alarm: Alarm) => void;
  readonly onVideo: (alarm: Alarm) => void;
  readonly onPage: (page: PageName) => void;
}

/** What needs a person, grouped by cause, the most urgent first; and what is done about it. */
export function AlarmsPage({ state, chosen: number, onChoose, onChanged, onVideo, onPage }: AlarmsPageProps) {
  const { t, language, setLanguage } = useI18n();
  const zone = state.site?.timeZone ?? 'UTC';
  const names = useMemo(() => new Map(state.cameras?.map(({ id, name }) => [id, name])), [state.cameras]);
  const chosen = state.alarms.find((alarm) => alarm.number === number) ?? null;
  const [view, setView] = useState<AlarmView>('front');
  const [dialog, setDialog] = useState<'keys' | { readonly shelve: number } | null>(null);
  // Whoever goes on to another alarm has not asked to shelve that one.
  useEffect(() => setDialog(null), [number]);
  const shelved = dialog !== null && dialog !== 'keys' && dialog.shelve === number ? chosen : null;
  const may = rightsOf(state.session, state.link === 'up');
  const shown = useMemo(() => state.alarms.filter((alarm) => viewOf(alarm) === view), [state.alarms, view]);
  const away = state.alarms.length - state.alarms.filter((alarm) => !isAway(alarm)).length;
  const orders = useAlarmOrders(onChanged, t);
  const acknowledge = useCallback(
    (alarms: readonly Alarm[]) => {
      if (may.act) void orders.acknowledge(alarms.filter(canBeAcknowledged).map((alarm) => alarm.number));
    },
    [orders.acknowledge, may.act],
  );
  const shelve = (): void => {
    if (may.act && chosen !== null && !isAway(chosen)) setDialog({ shelve: chosen.number });
  };
  useEffect(() => {
    document.title = `${t.alarmsPage} · ${state.site?.site ?? t.product}`;
  }, [t, state.site?.site]);
  const nothing = (): void => undefined;
  useKeys({
    help: () => setDialog('keys'),
    fullScreen: toggleFullScreen,
    back: () => onPage('wall'),
    wall: () => onPage('wall'),
    playback: () => onPage('playback'),
    zones: () => onPage('zones'),
    lanes: () => onPage('lanes'),
    alarms: () => onPage('alarms'),
    acknowledge: () => (chosen !== null && canBeAcknowledged(chosen) ? acknowledge([chosen]) : onPage('alarms')),
    shelve,
    video: () => chosen !== null && onVideo(chosen),
    feed: focusRow,
    language: () => setLanguage(language === 'en' ? 'zh-CN' : 'en'),
    grid: nothing,
    page: nothing,
    sound: nothing,
    ptz: nothing,
    hotspot: nothing,
  });
  return (
    <div className={frame['page']}>
      <Header state={state} zone={zone} page="alarms" onPage={onPage} onHelp={() => setDialog('keys')} />
      <LinkBar state={state} />
      <main className={frame['main']} data-testid="alarms">
        <section className={styles['panel']} aria-labelledby="alarms-title">
          <header className={styles['head']}>
            <h2 id="alarms-title">{t.alarmsPage}</h2>
            <SegmentedControl
              size="xs"
              aria-label={t.filter}
              value={view}
              onChange={(value) => setView(value as AlarmView)}
              data={[
                { value: 'front', label: `${t.alarmViewFront} ${state.alarms.length - away}` },
                { value: 'away', label: `${t.alarmViewAway} ${away}` },
              ]}
            />
          </header>
          <Flood alarms={state.alarms} />
          {orders.problem !== null && (
            <p role="alert" className={styles['problem']} data-testid="alarm-problem">
              {orders.problem}
            </p>
          )}
          <AlarmList alarms={shown} chosen={number} names={names} zone={zone} may={may.act} onChoose={onChoose} onAcknowledge={acknowledge} />
        </section>
        <AlarmDetail
          key={number}
          alarm={chosen}
          may={may}
          names={names}
          zone={zone}
          orders={orders}
          onAcknowledge={acknowledge}
          onShelve={shelve}
          onVideo={onVideo}
        />
      </main>
      <ShelveDialog alarm={shelved} may={may.act} onClose={() => setDialog(null)} onShelve={orders.shelve} />
      <KeysHelp open={dialog === 'keys'} rows={alarmKeys(t)} onClose={() => setDialog(null)} />
    </div>
  );
}

/** More began than one person can see to: they should know that they see a part of it. */
function Flood({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t } = useI18n();
  const now = useServerNow(10_000);
  const flood = floodOf(alarms, now);
  if (flood === 0) return null;
  return (
    <p className={styles['flood']} role="status" data-testid="alarm-flood">
      <Glyph name="critical" /> {t.alarmFlood(flood)}
    </p>
  );
}

function alarmKeys(t: Dictionary): readonly KeyRow[] {
  return [
    [['?'], t.keyHelp],
    [['1', '4', '5', '6', '0'], t.keyPagesByNumber],
    [['A'], t.keyAcknowledge],
    [['S'], t.keyShelve],
    [['V'], t.keyAlarmVideo],
    [['↑', '↓'], t.keyAlarmRows],
    [['Esc'], t.keyBack],
    [['Shift', 'L'], t.keyLanguage],
  ];
}
