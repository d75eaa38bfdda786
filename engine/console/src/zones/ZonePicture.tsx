import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { snapshotUrl } from '../api/client';
import type { Camera, Point, Zones } from '../api/types';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { insertCorner, keyOf, moveCorner, removeCorner, shapesOf, sideMarks, type Shape, type ShapeName } from './zoneDraft';
import styles from './ZonesPage.module.css';

interface ZonePictureProps {
  readonly camera: Camera;
  readonly draft: Zones;
  readonly chosen: ShapeName | null;
  readonly onChoose: (name: ShapeName) => void;
  readonly onEdit: (draft: Zones) => void;
}

const STILL_EVERY_MS = 2000;
const STEP = 0.01;
const LARGE_STEP = 0.05;

const ARROWS: Record<string, Point> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function shapeWord(t: Dictionary, name: ShapeName): string {
  if (name === 'zone') return t.zoneArea;
  return name === 'line' ? t.zoneLine : t.zoneMask(Number(name.slice('mask-'.length)) + 1);
}

/** The camera's picture of now, with what is drawn on it. Corners of the chosen shape are buttons: dragged, or moved by arrow keys. */
export function ZonePicture({ camera, draft, chosen, onChoose, onEdit }: ZonePictureProps) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const [width, height] = [camera.width || 16, camera.height || 9];
  const shapes = shapesOf(draft);
  const marks = draft.line === null ? null : sideMarks(draft.line, draft.inSide ?? 'right', width, height);
  const shape = shapes.find(({ name }) => name === chosen);
  const editable = shape !== undefined && draft.fixed[keyOf(shape.name)] === undefined;
  return (
    <div className={styles['stage']}>
      <div className={styles['picture']} ref={frame} style={{ aspectRatio: `${width} / ${height}`, '--ratio': width / height } as CSSProperties} data-testid="zone-picture">
        <Still camera={camera} />
        <svg className={styles['drawing']} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          {shapes.map((each) => (
            <Outline key={each.name} shape={each} chosen={each.name === chosen} onChoose={onChoose} />
          ))}
        </svg>
        {marks !== null && (
          <>
            <SideMark at={marks.in} word={t.zoneIn} />
            <SideMark at={marks.out} word={t.zoneOut} />
          </>
        )}
        {editable &&
          shape.points.map((_, i) => <Corner key={i} frame={frame} shape={shape} at={i} draft={draft} onEdit={onEdit} />)}
      </div>
    </div>
  );
}

/** A picture every other second, each asked for once the one before is there. */
function Still({ camera }: { readonly camera: Camera }) {
  const { t } = useI18n();
  const [count, setCount] = useState(0);
  const [failed, setFailed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const next = (good: boolean): void => {
    setFailed(!good);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCount((n) => n + 1), STILL_EVERY_MS);
  };
  return (
    <>
      <img src={snapshotUrl(camera.id, count)} alt={t.zoneStill(camera.name)} onLoad={() => next(true)} onError={() => next(false)} draggable={false} data-testid="zone-still" />
      {failed && (
        <p className={styles['noPicture']} role="status">
          {t.noPicture}
        </p>
      )}
    </>
  );
}

function Outline({ shape, chosen, onChoose }: { readonly shape: Shape; readonly chosen: boolean; readonly onChoose: (name: ShapeName) => void }) {
  const points = shape.points.map((point) => point.join(',')).join(' ');
  const kind = styles[keyOf(shape.name)] ?? '';
  const name = `${kind} ${chosen ? (styles['chosen'] ?? '') : ''}`;
  return shape.closed ? (
    <polygon className={name} points={points} onPointerDown={() => onChoose(shape.name)} />
  ) : (
    <polyline className={name} points={points} onPointerDown={() => onChoose(shape.name)} />
  );
}

function SideMark({ at, word }: { readonly at: Point; readonly word: string }) {
  return (
    <span className={styles['side']} style={{ left: `${at[0] * 100}%`, top: `${at[1] * 100}%` }}>
      {word}
    </span>
  );
}

interface CornerProps {
  readonly frame: { readonly current: HTMLDivElement | null };
  readonly shape: Shape;
  readonly at: number;
  readonly draft: Zones;
  readonly onEdit: (draft: Zones) => void;
}

function Corner({ frame, shape, at, draft, onEdit }: CornerProps) {
  const { t } = useI18n();
  const [x, y] = shape.points[at] ?? [0, 0];

  const onPointerMove = (event: PointerEvent<HTMLButtonElement>): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onEdit(moveCorner(draft, shape.name, at, [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const way = ARROWS[event.key];
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const next =
      way !== undefined
        ? moveCorner(draft, shape.name, at, [x + way[0] * step, y + way[1] * step])
        : event.key === '+'
          ? insertCorner(draft, shape.name, at)
          : event.key === 'Delete'
            ? removeCorner(draft, shape.name, at)
            : null;
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onEdit(next);
  };

  return (
    <button
      type="button"
      className={styles['corner']}
      style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
      aria-label={t.zoneCorner(shapeWord(t, shape.name), at + 1, shape.points.length, Math.round(x * 100), Math.round(y * 100))}
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown + Delete"
      data-testid={`corner-${at}`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => {
        const next = insertCorner(draft, shape.name, at);
        if (next !== null) onEdit(next);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
