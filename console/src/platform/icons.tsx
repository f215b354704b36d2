type IconProps = { size?: number; title?: string }

/** 哨: the whistle of the house. */
export function WhistleIcon({ size = 16 }: IconProps) {
  return (
    <Frame size={size}>
      <path d="M3 9h10.500a5.500 5.500 0 1 1-5.300 6.900L3 13.600z" />
      <circle cx="13.500" cy="14.500" r="1.600" fill="currentColor" stroke="none" />
      <path d="M18.500 3.500v2.600M15 4.300l.8 2.200M22 5.500l-1.700 1.700" />
    </Frame>
  )
}

/** 锤: matters that take a campaign. */
export function HammerIcon({ size = 16 }: IconProps) {
  return (
    <Frame size={size}>
      <path d="M13 8 4.500 16.500a2.100 2.100 0 0 0 3 3L16 11" />
      <path d="m11 6 4-3 6 6-3 4-2.500-2.500L13 8z" />
    </Frame>
  )
}

/** 警灯: emergencies. */
export function SirenIcon({ size = 16 }: IconProps) {
  return (
    <Frame size={size}>
      <path d="M6 18v-5a6 6 0 0 1 12 0v5" />
      <path d="M4 21h16v-3H4zM12 2v2M4.500 5l1.400 1.400M19.500 5l-1.400 1.400M12 11v3" />
    </Frame>
  )
}

/** 叶: environment and ordinary matters. */
export function LeafIcon({ size = 16 }: IconProps) {
  return (
    <Frame size={size}>
      <path d="M5 19C4 9 10 4 20 4c0 10-5 16-13 15" />
      <path d="M4 21c2-6 5-9 9-11" />
    </Frame>
  )
}

/** 旗: matters under leadership. */
export function FlagIcon({ size = 16 }: IconProps) {
  return (
    <Frame size={size}>
      <path d="M5 21V4M5 4c5-2 8 2 14 0v10c-6 2-9-2-14 0" />
    </Frame>
  )
}

function Frame({ size, children }: { size: number; children: React.ReactNode }) {
  return (
    <svg
      className="anticon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}
