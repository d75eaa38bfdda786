import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { api, pageUrl } from '../api/client';
import type { Camera, PictureFault, PictureFinding } from '../api/types';
import { Glyph } from '../app/Glyph';
import type { Dictionary } from '../i18n/en';
import { useI18n } from '../i18n/i18n';
import { formatDateTime } from '../time/format';
import styles from './PictureBadge.module.css';

const WORDS: Record<PictureFault, (t: Dictionary) => string> = {
  black: (t) => t.pictureBlack,
  'over-exposed': (t) => t.pictureOverExposed,
  blurred: (t) => t.pictureBlurred,
  blocked: (t) => t.pictureBlocked,
  moved: (t) => t.pictureMoved,
  frozen: (t) => t.stateFrozen,
};

interface PictureBadgeProps {
  readonly camera: Camera;
  readonly fault: PictureFault;
  readonly zone: string;
  readonly mark: string;
}

/** Says that a picture arrives but is of no use; a press shows how it was before. */
export function PictureBadge({ camera, fault, zone, mark }: PictureBadgeProps) {
  const { t } = useI18n();
  const [finding, setFinding] = useState<PictureFinding | null>(null);
  const [open, setOpen] = useState(false);
  const show = async (): Promise<void> => {
    setOpen(!open);
    const all = await api.pictureFindings().catch(() => []);
    setFinding(all.find((one) => one.camera === camera.id && one.fault === fault) ?? null);
  };
  const accept = async (): Promise<void> => {
    setOpen(false);
    await api.acceptPicture(camera.id).catch(() => undefined);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <button type="button" className={styles['badge']} data-testid={`picture-${mark}`} data-fault={fault} onClick={() => void show()}>
          <Glyph name="warning" size={12} />
          {WORDS[fault](t)}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles['finding']} data-testid={`picture-finding-${mark}`}>
          <p>{finding?.text ?? WORDS[fault](t)}</p>
          <div className={styles['pair']}>
            <Thumbnail picture={finding?.before ?? null} caption={t.pictureBefore} zone={zone} />
            <Thumbnail picture={finding?.after ?? null} caption={t.pictureAfter} zone={zone} />
          </div>
          <Button size="compact-sm" variant="default" title={t.pictureAcceptHint} onClick={() => void accept()}>
            {t.pictureAccept}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ThumbnailProps {
  readonly picture: PictureFinding['before'];
  readonly caption: (time: string) => string;
  readonly zone: string;
}

function Thumbnail({ picture, caption, zone }: ThumbnailProps) {
  const { t } = useI18n();
  const words = picture === null ? t.pictureNoneTaken : caption(formatDateTime(Date.parse(picture.time), zone));
  return (
    <figure className={styles['thumbnail']}>
      {picture !== null && <img src={pageUrl(picture.url)} alt={words} decoding="async" />}
      <figcaption>{words}</figcaption>
    </figure>
  );
}
