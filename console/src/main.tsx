import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './platform/App.tsx'
import { giveNonceToStyles, pageNonce } from './platform/csp.ts'
import { startI18n } from './platform/i18n.ts'
import { wakeSoundOnFirstTouch } from './platform/live/sound.ts'
import { reloadForNewBuild } from './platform/new-build.ts'
import './platform/base.css'

giveNonceToStyles(pageNonce())
wakeSoundOnFirstTouch()
reloadForNewBuild()

const root = document.getElementById('root')
// Not a top-level await: browsers before Chrome 89 cannot parse one.
if (root) {
  void startI18n().then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  )
}
