import { useState } from 'react';
import { pageUrl } from '../api/client';
import type { SiteEvent, Snapshot } from '../api/types';
import { useI18n } from '../i18n/i18n';
import styles from './Picture.module.css';

export function snapshotOf(event: SiteEvent, name: 'crop' | 'scene'): Snapshot | null {
  return event.snapshots.find((snapshot) => snapshot.name === name) ?? null;
}

interface PictureProps {
  readonly snapshot: Snapshot | null;
  readonly alt: string;
  readonly className?: string | undefined;
  readonly testId?: string;
  readonly fit?: 'contain' | 'cover';
  /** The pictures that a person waits for are fetched before the others. */
  readonly priority?: 'high' | 'low';
}

/** A snapshot, or the words that there is none (any more). */
export function Picture({ snapshot, alt, className, testId, fit = 'contain', priority = 'high' }: PictureProps) {
  const { t } = useI18n();
  const [gone, setGone] = useState<string | null>(null);
  const missing = snapshot === null || gone === snapshot.url;
  return (
    <span className={`${styles['frame']} ${className ?? ''}`}>
      {missing ? (
        <span className={styles['missing']}>{t.noPicture}</span>
      ) : (
        <img
          src={pageUrl(snapshot.url)}
          alt={alt}
          data-testid={testId}
          style={{ objectFit: fit }}
          decoding="async"
          fetchPriority={priority}
          draggable={false}
          onError={() => setGone(snapshot.url)}
        />
      )}
    </span>
  );
}
