import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { Glyph } from '../app/Glyph';
import { useI18n } from '../i18n/i18n';
import { GRID_SIZES, parseGridChoice, type GridChoice } from './gridLayout';
import styles from './Wall.module.css';

interface GridToolsProps {
  readonly choice: GridChoice;
  readonly onChoice: (choice: GridChoice) => void;
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
  /** A single camera is enlarged. */
  readonly enlarged: boolean;
  readonly onBack: () => void;
  readonly onFullScreen: () => void;
}

export function GridTools({ choice, onChoice, page, pages, onPage, enlarged, onBack, onFullScreen }: GridToolsProps) {
  const { t } = useI18n();
  return (
    <div className={styles['tools']}>
      {enlarged ? (
        <Button variant="default" size="xs" leftSection={<Glyph name="grid" size={12} />} onClick={onBack}>
          {t.backToGrid}
        </Button>
      ) : (
        <SegmentedControl
          size="xs"
          aria-label={t.gridSize}
          value={String(choice)}
          onChange={(value) => onChoice(parseGridChoice(value))}
          data={[{ value: 'auto', label: t.gridAuto }, ...GRID_SIZES.map((size) => ({ value: String(size), label: String(size) }))]}
        />
      )}
      {pages > 1 && !enlarged && (
        <>
          <ActionIcon variant="default" aria-label={t.previousPage} disabled={page === 0} onClick={() => onPage(page - 1)}>
            <Glyph name="left" size={12} />
          </ActionIcon>
          <span>{t.page(page + 1, pages)}</span>
          <ActionIcon variant="default" aria-label={t.nextPage} disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
            <Glyph name="right" size={12} />
          </ActionIcon>
        </>
      )}
      <Tooltip label={t.fullScreen}>
        <ActionIcon variant="default" size={30} aria-label={t.fullScreen} onClick={onFullScreen}>
          <Glyph name="expand" size={13} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
