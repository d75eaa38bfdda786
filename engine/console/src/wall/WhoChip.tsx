import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import type { Session } from '../api/types';
import { useI18n } from '../i18n/i18n';
import styles from './Header.module.css';

/** Who is logged in, as what and why; and the way out. */
export function WhoChip({ session }: { readonly session: Session | null }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  if (session === null) return null;
  const who = session.user ?? (session.kind === 'local' ? t.whoLocal : t.whoToken);
  const role = session.role === null ? t.none : t.roles[session.role];
  const leave = async (): Promise<void> => {
    await api.logout();
    location.reload();
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <button type="button" className={styles['plain']} onClick={() => setOpen(!open)} aria-expanded={open} data-testid="who">
          <span className={styles['chip']}>
            <span className={styles['label']}>{who}</span>
            <span>{role}</span>
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <table className={styles['table']} data-testid="who-table">
          <tbody>
            <tr>
              <th scope="row">{t.whoSite}</th>
              <td>{session.site}</td>
            </tr>
            <tr>
              <th scope="row">{t.loginPurpose}</th>
              <td>{session.purpose ?? t.none}</td>
            </tr>
            <tr>
              <th scope="row">{t.whoRights}</th>
              <td>{session.rights.length === 0 ? t.none : session.rights.join(', ')}</td>
            </tr>
          </tbody>
        </table>
        {session.kind !== 'local' && (
          <Button size="xs" variant="default" fullWidth mt="xs" data-testid="logout" onClick={() => void leave()}>
            {t.logout}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
