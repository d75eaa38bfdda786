import { SegmentedControl } from '@mantine/core';
import { LANGUAGES, useI18n, type Language } from '../i18n/i18n';

export function LanguageSwitch() {
  const { t, language, setLanguage } = useI18n();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t.language}
      data-testid="language"
      value={language}
      onChange={(value) => setLanguage(value as Language)}
      data={Object.entries(LANGUAGES).map(([value, dictionary]) => ({ value, label: dictionary.languageName }))}
    />
  );
}
