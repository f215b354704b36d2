import type { ThemeConfig } from 'antd'

/** Colours of the console. Each text colour reaches 4.5:1 on the background it is used on (`theme.test.ts`). */
export const COLOURS = {
  header: '#12365f',
  onHeader: '#ffffff',
  onHeaderQuiet: '#c7d5e6',
  primary: '#1d5aa6',
  primaryBg: '#e8f0fa',
  page: '#f3f5f8',
  paper: '#ffffff',
  border: '#dde3ea',
  text: '#1b2430',
  textSecond: '#4b5768',
  textThird: '#5f6b7c',
  red: '#c22f2f',
  redBg: '#fdf0ef',
  redBorder: '#efc4c1',
  amber: '#9a5800',
  amberBg: '#fff6e8',
  amberBorder: '#f0cf9a',
  green: '#2c7a4b',
  greenBg: '#eef7f1',
  greenBorder: '#bfe0cb',
  purple: '#7a3e9d',
  purpleBg: '#f5eef9',
  purpleBorder: '#dcc8e8',
} as const

export type Density = 'comfortable' | 'compact'

export const FONT =
  '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif'
export const FONT_CODE = 'Consolas, "SFMono-Regular", Menlo, "Noto Sans Mono CJK SC", monospace'

/** The antd theme. `phone` raises text and targets to fingers (17 px, 46 px); `large` is the large-text edition (20 px). */
export function themeOf({ phone, density, large }: { phone: boolean; density: Density; large: boolean }): ThemeConfig {
  const compact = density === 'compact' && !phone
  const fontSize = large ? 20 : phone ? 17 : compact ? 14 : 15
  const controlHeight = large ? 48 : phone ? 46 : compact ? 32 : 36
  return {
    token: {
      colorPrimary: COLOURS.primary,
      colorPrimaryBg: COLOURS.primaryBg,
      colorLink: COLOURS.primary,
      colorInfo: COLOURS.primary,
      colorInfoBg: COLOURS.primaryBg,
      colorInfoBorder: '#bcd2ec',
      colorInfoText: COLOURS.primary,
      colorText: COLOURS.text,
      colorTextSecondary: COLOURS.textSecond,
      colorTextTertiary: COLOURS.textThird,
      colorTextDescription: COLOURS.textThird,
      colorTextPlaceholder: '#6b7686',
      colorTextQuaternary: '#6b7686',
      colorBgLayout: COLOURS.page,
      colorBorder: '#c5ced9',
      colorBorderSecondary: COLOURS.border,
      colorSplit: COLOURS.border,
      colorError: COLOURS.red,
      colorErrorText: COLOURS.red,
      colorErrorBg: COLOURS.redBg,
      colorErrorBorder: COLOURS.redBorder,
      colorWarning: COLOURS.amber,
      colorWarningText: COLOURS.amber,
      colorWarningBg: COLOURS.amberBg,
      colorWarningBorder: COLOURS.amberBorder,
      colorSuccess: COLOURS.green,
      colorSuccessText: COLOURS.green,
      colorSuccessBg: COLOURS.greenBg,
      colorSuccessBorder: COLOURS.greenBorder,
      borderRadius: 4,
      borderRadiusLG: 4,
      borderRadiusSM: 3,
      fontFamily: FONT,
      fontFamilyCode: FONT_CODE,
      fontSize,
      fontSizeLG: fontSize + 1,
      fontSizeHeading1: 20,
      fontSizeHeading2: 18,
      fontSizeHeading3: 16,
      lineHeight: 1.6,
      controlHeight,
      controlHeightSM: phone || large ? 40 : compact ? 26 : 28,
      controlHeightLG: phone || large ? 50 : 42,
      boxShadow: '0 2px 8px rgba(18, 54, 95, 0.12)',
      boxShadowSecondary: '0 4px 16px rgba(18, 54, 95, 0.16)',
      boxShadowTertiary: 'none',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
      Card: { headerHeight: 44, headerHeightSM: 40, headerPadding: 16, bodyPadding: 16, headerFontSize: 16 },
      Table: {
        headerBg: '#f7f9fb',
        headerColor: COLOURS.text,
        cellPaddingBlock: compact ? 6 : 11,
        cellPaddingInline: 12,
        rowHoverBg: '#f5f8fc',
        headerBorderRadius: 0,
      },
      Menu: {
        itemHeight: 44,
        itemBorderRadius: 4,
        itemSelectedBg: COLOURS.primaryBg,
        itemSelectedColor: COLOURS.primary,
        subMenuItemBg: COLOURS.paper,
        itemMarginInline: 8,
      },
      Form: { verticalLabelPadding: '0 0 6px', itemMarginBottom: 20, labelColor: COLOURS.text },
      Tag: { defaultColor: COLOURS.textSecond, defaultBg: '#f1f4f7' },
      Tooltip: { colorBgSpotlight: COLOURS.text },
      Layout: { headerBg: COLOURS.header, headerColor: COLOURS.onHeader, siderBg: COLOURS.paper, bodyBg: COLOURS.page },
      Segmented: { trackBg: '#edf1f5' },
      // Who is told and who approves must be read by those who may only read.
      Select: { colorTextDisabled: COLOURS.textSecond, multipleItemColorDisabled: COLOURS.textSecond },
    },
  }
}
