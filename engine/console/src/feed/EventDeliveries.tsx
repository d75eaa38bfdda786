import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { EventDelivery } from '../api/types';
import { Glyph, type GlyphName } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { formatNear } from '../time/format';
import { useServerNow } from '../time/useNow';
import styles from './EventDetail.module.css';
import { changes } from './deliveryRules';

const LOOK_MS = 3000;

const LOOKS: Readonly<Record<EventDelivery['state'], readonly [GlyphName, string]>> = {
  delivered: ['check', 'ok'],
  'not-owed': ['unknown', 'muted'],
  pending: ['retry', 'high'],
  parked: ['failed', 'critical'],
};

/** Which destinations have an event, which wait for it, and which refused it. */
export function EventDeliveries({ event, zone }: { readonly event: string; readonly zone: string }) {
  const { t } = useI18n();
  const now = useServerNow(60_000);
  const deliveries = useDeliveries(event);
  if (deliveries === null || deliveries.items.length === 0) return null;
  const words = { delivered: t.deliveryDone, 'not-owed': t.deliveryNotOwed, pending: t.pending, parked: t.parked };
  return (
    <section>
      <h3 className={styles['section']}>{t.delivery}</h3>
      <ul className={styles['deliveries']} data-testid="event-deliveries">
        {deliveries.items.map(({ destination, state, reason, next }) => (
          <li key={destination} data-state={state}>
            <span style={{ color: `var(--${LOOKS[state][1]})` }}>
              <Glyph name={LOOKS[state][0]} size={13} />
            </span>
            <strong>{destination}</strong> {words[state]}
            {reason !== null && <small>{reason}</small>}
            {next !== null && <small>{t.deliveryNext(formatNear(Date.parse(next), now, zone))}</small>}
          </li>
        ))}
      </ul>
      {deliveries.old && (
        <p role="status" data-testid="deliveries-old">
          <Glyph name="warning" size={13} /> {t.deliveriesOld}
        </p>
      )}
    </section>
  );
}

interface Deliveries {
  readonly items: readonly EventDelivery[];
  /** They could not be asked for since. */
  readonly old: boolean;
}

/** Asked for until every destination is done with it; null before the first answer. */
function useDeliveries(event: string): Deliveries | null {
  const [deliveries, setDeliveries] = useState<Deliveries | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let current = true;
    const look = async (): Promise<void> => {
      const found = await api.eventDeliveries(event).catch(() => null);
      if (!current) return;
      setDeliveries((last) => (found === null ? last && { ...last, old: true } : { items: found, old: false }));
      if (changes(found)) timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [event]);
  return deliveries;
}
