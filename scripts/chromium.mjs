import { existsSync } from 'node:fs'
import { installDebian } from './install-debian.mjs'

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of a Chromium the browser stories can drive, if this machine has one. `CHROMIUM` names another. */
export function findChromium() {
  return PLACES.find((path) => path && existsSync(path))
}

/** Makes sure of a Chromium and Chinese fonts: on Debian as root it installs them, elsewhere it says what to install. */
export function requireChromium() {
  const hasFonts = existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') || process.platform !== 'linux'
  if (findChromium() && hasFonts) return findChromium()
  installDebian(['chromium', 'fonts-noto-cjk'], '正在安装 Chromium 与中文字体… installing Chromium and Chinese fonts…')
  const found = findChromium()
  if (!found) {
    console.error('浏览器测试需要 Chromium：请安装 chromium 与 fonts-noto-cjk，或用环境变量 CHROMIUM 指明路径。')
    console.error('The browser stories need Chromium: install chromium and fonts-noto-cjk, or name it in CHROMIUM.')
    process.exit(1)
  }
  return found
}
