import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Greys of the control room: each pair that meets on the page passes WCAG AA (see the axe check of the e2e test). */
const slate: MantineColorsTuple = ['#e6edf3', '#c7d1db', '#9aa7b4', '#6b7785', '#2f3a45', '#232c35', '#171d24', '#0f1318', '#0b0e12', '#07090c'];
const sky: MantineColorsTuple = ['#eaf4ff', '#d2e7ff', '#aed5ff', '#8cc6ff', '#6cb6ff', '#4fa3f5', '#3a8ee0', '#2a76c2', '#1d5d9e', '#12457a'];

export const FONT = "'Inter Variable', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC Variable', system-ui, sans-serif";
export const MONO = "'JetBrains Mono Variable', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC Variable', ui-monospace, monospace";

export const theme = createTheme({
  fontFamily: FONT,
  fontFamilyMonospace: MONO,
  primaryColor: 'sky',
  primaryShade: 4,
  autoContrast: true,
  defaultRadius: 4,
  focusRing: 'auto',
  colors: { dark: slate, sky },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {},
  dark: {
    '--mantine-color-text': '#e6edf3',
    '--mantine-color-dimmed': '#9aa7b4',
    '--mantine-color-placeholder': '#9aa7b4',
    '--mantine-color-body': '#0f1318',
    '--mantine-color-default': '#171d24',
    '--mantine-color-default-hover': '#1f2730',
    '--mantine-color-default-border': '#6b7785',
  },
});
