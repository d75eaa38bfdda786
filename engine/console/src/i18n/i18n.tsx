import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { readParameter, writeParameters } from '../app/pageAddress';
import { en, type Dictionary } from './en';
import { zh } from './zh';

export const LANGUAGES = { 'zh-CN': zh, en } as const satisfies Record<string, Dictionary>;
export type Language = keyof typeof LANGUAGES;

const STORAGE_KEY = 'gatehouse.language';

interface Translation {
  readonly t: Dictionary;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const Context = createContext<Translation | null>(null);

function isLanguage(value: string | null): value is Language {
  return value !== null && value in LANGUAGES;
}

/** The address decides, then what was chosen before, then the browser. */
function firstLanguage(): Language {
  const asked = readParameter('lang');
  if (isLanguage(asked)) return asked;
  const stored = localStorage.getItem(STORAGE_KEY);
  if (isLanguage(stored)) return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function I18nProvider({ children }: { readonly children: ReactNode }) {
  const [language, choose] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(STORAGE_KEY, next);
    writeParameters({ lang: next });
    choose(next);
  }, []);
  const value = useMemo(() => ({ t: LANGUAGES[language], language, setLanguage }), [language, setLanguage]);
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): Translation {
  const value = useContext(Context);
  if (value === null) throw new Error('useI18n outside I18nProvider');
  return value;
}

/** An age in the largest unit that says enough. */
export function ageText(t: Dictionary, seconds: number): string {
  if (seconds < 120) return t.seconds(Math.max(0, Math.floor(seconds)));
  return seconds < 7200 ? t.minutes(Math.floor(seconds / 60)) : t.hours(Math.floor(seconds / 3600));
}
