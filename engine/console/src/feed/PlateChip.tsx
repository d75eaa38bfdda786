import type { Plate } from '../api/types';
import styles from './PlateChip.module.css';

type Look = 'blue' | 'green' | 'yellow' | 'black' | 'white' | 'euro';

/** The colours of the real plate, as far as format and kind tell them. */
export function plateLook(region: string, kind: string): Look {
  if (region === 'CN') {
    if (kind === 'standard') return 'blue';
    if (kind.startsWith('new-energy')) return 'green';
    if (kind === 'embassy' || kind === 'consulate' || kind === 'hong-kong-macao') return 'black';
    if (kind === 'police' || kind === 'military') return 'white';
    return kind === 'large' || kind === 'yellow' || kind === 'coach' || kind === 'trailer' ? 'yellow' : 'blue';
  }
  return region.length === 2 ? 'euro' : 'white';
}

interface PlateChipProps {
  readonly plate: Pick<Plate, 'text' | 'region' | 'kind'>;
  readonly size?: 'row' | 'large';
}

/** A plate's text, styled like the plate. The separator of a Chinese plate is drawn, not text: copying gives the plain plate. */
export function PlateChip({ plate, size = 'row' }: PlateChipProps) {
  const look = plateLook(plate.region, plate.kind);
  const characters = [...plate.text];
  const head = plate.region === 'CN' && characters.length > 2 ? characters.slice(0, 2).join('') : '';
  return (
    <span className={`${styles['chip']} ${styles[look]} ${styles[size]}`}>
      {look === 'euro' && (
        <span className={styles['country']} aria-hidden="true" data-country={plate.region} />
      )}
      <span data-testid="plate-text" className={styles['text']}>
        {head !== '' && <span className={styles['head']}>{head}</span>}
        {head === '' ? plate.text : characters.slice(2).join('')}
      </span>
    </span>
  );
}
