import { Input, Modal, type InputRef } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { SECTIONS } from '../menu.ts'
import { matches } from '../pinyin.ts'
import { PAGES } from '../routes.tsx'
import { hasAnyRole, useSession } from '../session.ts'
import css from './Shell.module.css'

/** Ctrl K: type a name or its pinyin initials (`sxgz` finds 时限规则), Enter opens it. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      width={560}
      style={{ top: 96 }}
      styles={{ container: { padding: 0 } }}
    >
      <Commands onClose={onClose} />
    </Modal>
  )
}

/** Opens the palette by Ctrl K or ⌘K. */
export function usePaletteShortcut(open: () => void): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open()
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [open])
}

function Commands({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const session = useSession()
  const input = useRef<InputRef>(null)
  const [query, setQuery] = useState('')
  const [index, setIndex] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => input.current?.focus(), 50)
    return () => clearTimeout(timer)
  }, [])

  const found = PAGES.filter((page) => !page.path.includes(':') && hasAnyRole(session, page.roles) && matches(t(page.name), query))
  const choose = (at: number) => {
    const page = found[at]
    if (!page) return
    onClose()
    void navigate(page.path)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setIndex((at) => (at + step + found.length) % Math.max(1, found.length))
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(index)
  }
  return (
    <>
      <Input
        ref={input}
        className={css.paletteInput}
        size="large"
        variant="borderless"
        value={query}
        placeholder={t('palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[index] ? `palette-${index}` : undefined}
        aria-label={t('shell.find')}
        onChange={(event) => {
          setQuery(event.target.value)
          setIndex(0)
        }}
        onKeyDown={press}
      />
      {found.length === 0 ? (
        <div className={css.paletteEmpty} role="status">
          {t('palette.none')}
        </div>
      ) : (
        <ul id="palette-list" className={css.palette} role="listbox" aria-label={t('shell.find')}>
          {found.map((page, at) => (
            <li
              key={page.path}
              id={`palette-${at}`}
              role="option"
              aria-selected={at === index}
              className={`${css.command} ${at === index ? css.commandHere : ''}`}
              onMouseEnter={() => setIndex(at)}
              onClick={() => choose(at)}
            >
              {page.menu?.icon}
              {t(page.name)}
              {page.menu?.section && <span className={css.commandPlace}>{t(SECTIONS[page.menu.section]?.name ?? '')}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
