const PATHS = {
  up: <circle cx="8" cy="8" r="5" fill="currentColor" />,
  connecting: <path d="M8 3a5 5 0 1 1-5 5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  warning: <path d="M8 1.8 15 14H1L8 1.8Zm-.9 4.4.2 4h1.4l.2-4H7.1Zm.9 6.4a.9.9 0 1 0 0-1.8.9.9 0 0 0 0 1.8Z" fill="currentColor" fillRule="evenodd" />,
  retry: (
    <path d="M13 8a5 5 0 1 1-1.6-3.7M13 1.8v3.4H9.6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
  ),
  failed: <path d="m3.5 3.5 9 9m0-9-9 9" fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />,
  stopped: <rect x="3.5" y="3.5" width="9" height="9" rx="1" fill="currentColor" />,
  approaching: <path d="M8 2.5v10m-4-4 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
  leaving: <path d="M8 13.5v-10m-4 4 4-4 4 4" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
  unknown: <path d="M4 8h8" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  person: <path d="M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.5 6c.4-3 2.5-4.6 5.5-4.6s5.1 1.6 5.5 4.6h-11Z" fill="currentColor" />,
  left: <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
  right: <path d="m6 3 5 5-5 5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
  newer: <path d="M3 10 8 5l5 5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
  older: <path d="m3 6 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
  grid: <path d="M2 2h5v5H2zm7 0h5v5H9zM2 9h5v5H2zm7 0h5v5H9z" fill="currentColor" />,
  expand: <path d="M2 6V2h4m4 0h4v4m0 4v4h-4m-4 0H2v-4" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />,
  play: <path d="M4 2.5v11l9-5.5-9-5.5Z" fill="currentColor" />,
  pause: <path d="M4 2.5h3v11H4zm5 0h3v11H9z" fill="currentColor" />,
  backwards: <path d="M12 2.5v11L3 8l9-5.5Z" fill="currentColor" />,
  forwards: <path d="M2 3v10l6-5-6-5Zm6 0v10l6-5-6-5Z" fill="currentColor" />,
  stepBack: <path d="M3 2.5h2.4v11H3zm10 0v11L6 8l7-5.5Z" fill="currentColor" />,
  stepForward: <path d="M10.6 2.5H13v11h-2.4zM3 2.5v11L10 8 3 2.5Z" fill="currentColor" />,
  soundOn: <path d="M2 6h3l3.5-3v10L5 10H2V6Zm8.6-.6a3.6 3.6 0 0 1 0 5.2M12.4 3.4a6.4 6.4 0 0 1 0 9.2" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />,
  soundOff: <path d="M2 6h3l3.5-3v10L5 10H2V6Zm8.5.2 3.6 3.6m0-3.6-3.6 3.6" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />,
  mask: <path d="M1.5 8S4 4 8 4s6.500 4 6.500 4S12 12 8 12 1.500 8 1.500 8ZM2.500 13.500l11-11" fill="none" stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" />,
  export: <path d="M8 10V2m-3 3 3-3 3 3M3 9.500V14h10V9.500" fill="none" stroke="currentColor" strokeWidth="1.800" strokeLinecap="round" strokeLinejoin="round" />,
  move: <path d="M8 1.500 10.200 4H5.800L8 1.500Zm0 13L5.800 12h4.400L8 14.500ZM1.500 8 4 5.800v4.400L1.500 8Zm13 0L12 10.200V5.800L14.500 8Z" fill="currentColor" />,
  critical: <path d="M5.200 1.500h5.600l3.700 3.700v5.600l-3.700 3.700H5.200l-3.700-3.700V5.200l3.700-3.700Zm1.900 2.700.2 5h1.400l.2-5H7.100Zm.9 7.700a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z" fill="currentColor" fillRule="evenodd" />,
  notice: <path d="M8 1.500 14.500 8 8 14.500 1.500 8 8 1.500Z" fill="currentColor" />,
  bell: <path d="M8 1.500a4 4 0 0 0-4 4v3L2.500 11.500h11L12 8.500v-3a4 4 0 0 0-4-4ZM6.300 13a1.800 1.800 0 0 0 3.400 0" fill="none" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" strokeLinejoin="round" />,
  check: <path d="m3 8.500 3.500 3.500L13 4.500" fill="none" stroke="currentColor" strokeWidth="2.200" strokeLinecap="round" strokeLinejoin="round" />,
  shelf: <path d="M2 12.500h12M4 12V7.500h3.500V12m1.500 0V4h3v8" fill="none" stroke="currentColor" strokeWidth="1.600" strokeLinecap="round" strokeLinejoin="round" />,
  record: <circle cx="8" cy="8" r="4" fill="currentColor" />,
} as const;

export type GlyphName = keyof typeof PATHS;

/** A sign that always stands beside the word for the same thing, so it is hidden from screen readers. */
export function Glyph({ name, size = 14 }: { readonly name: GlyphName; readonly size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      {PATHS[name]}
    </svg>
  );
}
