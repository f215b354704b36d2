import { StyleProvider, legacyLogicalPropertiesTransformer } from '@ant-design/cssinjs'
import { App as AntdApp, ConfigProvider } from 'antd'
import zhCN from 'antd/es/locale/zh_CN'
import enUS from 'antd/es/locale/en_US'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { pageNonce } from './csp.ts'
import { speakThrough } from './notification-provider.tsx'
import { usePreferences } from './preferences.ts'
import { usePhone, useStill } from './responsive.ts'
import { themeOf } from './theme.ts'

const nonce = pageNonce()

/** The look of everything inside: theme, language of the widgets, density, and ways to speak to the person. */
export function Design({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  const phone = usePhone()
  const { density, largeText } = usePreferences()
  // Calendars begin their weeks by this library's language, not by antd's.
  dayjs.locale(i18n.language === 'en' ? 'en' : 'zh-cn')
  const still = useStill()
  const theme = useMemo(() => {
    const look = themeOf({ phone, density, large: largeText })
    return { ...look, token: { ...look.token, motion: !still } }
  }, [phone, density, largeText, still])
  return (
    <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
      <ConfigProvider
        theme={theme}
        locale={i18n.language === 'en' ? enUS : zhCN}
        button={{ autoInsertSpace: false }}
        csp={nonce ? { nonce } : undefined}
        form={{ requiredMark: true, scrollToFirstError: true }}
      >
        <AntdApp
          message={{ maxCount: 2, top: phone ? 64 : 72 }}
          notification={{ placement: 'topRight', top: 72 }}
          component="div"
          className="app"
        >
          <Speaker />
          {children}
        </AntdApp>
      </ConfigProvider>
    </StyleProvider>
  )
}

function Speaker() {
  const { message, notification } = AntdApp.useApp()
  useEffect(() => speakThrough({ message, notification }), [message, notification])
  return null
}
