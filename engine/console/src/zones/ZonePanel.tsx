import { Button } from '@mantine/core';
import type { Camera } from '../api/types';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { add, keyOf, MOST_MASKS, remove, shapesOf, swapSides, type ShapeName } from './zoneDraft';
import { shapeWord } from './ZonePicture';
import type { ZonesState } from './useZones';
import styles from './ZonesPage.module.css';

interface ZonePanelProps {
  readonly camera: Camera;
  readonly zones: ZonesState;
  readonly chosen: ShapeName | null;
  readonly onChoose: (name: ShapeName | null) => void;
}

/** What is drawn as a list, what more can be, and Save. */
export function ZonePanel({ camera, zones, chosen, onChoose }: ZonePanelProps) {
  const { t } = useI18n();
  const { draft } = zones;
  if (draft === null) return <Messages zones={zones} />;
  const fixed = (key: 'zone' | 'line' | 'maskAreas'): boolean => draft.fixed[key] !== undefined;
  const files = [...new Set(Object.values(draft.fixed))];
  const put = (kind: 'zone' | 'line' | 'mask'): void => {
    const [next, name] = add(draft, kind);
    zones.edit(next);
    onChoose(name);
  };
  const analysed = camera.analytics !== 'none';
  return (
    <>
      <div className={styles['tools']}>
        <Button size="xs" variant="default" disabled={!analysed || draft.zone !== null || fixed('zone')} onClick={() => put('zone')} data-testid="add-zone">
          {t.zoneAddArea}
        </Button>
        <Button size="xs" variant="default" disabled={camera.analytics !== 'vehicle' || draft.line !== null || fixed('line')} onClick={() => put('line')} data-testid="add-line">
          {t.zoneAddLine}
        </Button>
        <Button size="xs" variant="default" disabled={fixed('maskAreas') || draft.maskAreas.length >= MOST_MASKS} onClick={() => put('mask')} data-testid="add-mask">
          {t.zoneAddMask}
        </Button>
      </div>
      {!analysed && <p className={styles['hint']}>{t.zoneNotAnalysed}</p>}
      {files.map((file) => (
        <p className={styles['hint']} key={file}>
          {t.zoneFixed(file)}
        </p>
      ))}
      <ul className={styles['shapes']} aria-label={t.zoneShapes}>
        {shapesOf(draft).map(({ name }) => (
          <li key={name}>
            <button type="button" aria-pressed={name === chosen} onClick={() => onChoose(name)} data-testid={`shape-${name}`}>
              {shapeWord(t, name)}
            </button>
            {name === 'line' && !fixed('line') && (
              <Button size="compact-sm" variant="default" onClick={() => zones.edit(swapSides(draft))} data-testid="swap-sides">
                {t.zoneSwap}
              </Button>
            )}
            {!fixed(keyOf(name)) && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t.zoneRemove(shapeWord(t, name))}
                onClick={() => {
                  zones.edit(remove(draft, name));
                  onChoose(null);
                }}
                data-testid={`remove-${name}`}
              >
                <Glyph name="failed" size={10} />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {shapesOf(draft).length === 0 && <p className={styles['hint']}>{t.zoneNothing}</p>}
      <p className={styles['hint']}>{t.zoneHowTo}</p>
      <Messages zones={zones} />
      <div className={styles['tools']}>
        <Button disabled={!zones.changed || zones.saving || zones.stale} onClick={zones.save} data-testid="save-zones">
          {t.zoneSave}
        </Button>
        <Button variant="default" disabled={!zones.changed && zones.problem === null} onClick={zones.reload} data-testid="reload-zones">
          {t.zoneReload}
        </Button>
      </div>
    </>
  );
}

function Messages({ zones }: { readonly zones: ZonesState }) {
  const { t } = useI18n();
  return (
    <>
      {zones.problem !== null && (
        <p className={styles['problem']} role="alert" data-testid="zone-problem">
          <Glyph name="warning" size={13} /> {zones.stale ? t.zoneStale : zones.problem}
        </p>
      )}
      <p className={styles['saved']} role="status" data-testid="zone-saved">
        {zones.savedVersion !== null && t.zoneSaved(zones.savedVersion)}
        {zones.changed && t.zoneUnsaved}
      </p>
    </>
  );
}
