import { PlusOutlined } from '@ant-design/icons'
import type { FieldKind } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { useReorderSource } from '../../platform/reorder/Reorderable.tsx'
import { PALETTE } from './palette.ts'
import css from './designer.module.css'

/** What can be asked for: a click adds it below the chosen field, dragging puts it anywhere. */
export function Palette({ onAdd, disabled }: { onAdd: (kind: FieldKind) => void; disabled: boolean }) {
  const { t } = useTranslation('form')
  return (
    <div className={css.palette}>
      {PALETTE.map(({ group, kinds }) => (
        <section key={group} aria-labelledby={`palette-${group}`}>
          <h3 id={`palette-${group}`}>{t(`group.${group}`)}</h3>
          <ul>
            {kinds.map((kind) => (
              <li key={kind}>
                <Entry kind={kind} disabled={disabled} onAdd={() => onAdd(kind)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Entry({ kind, disabled, onAdd }: { kind: FieldKind; disabled: boolean; onAdd: () => void }) {
  const { t } = useTranslation('form')
  const source = useReorderSource(kind)
  return (
    <button type="button" {...source} disabled={disabled} onClick={onAdd}>
      <strong>
        <span className="visually-hidden">{t('palette.add')}</span>
        {t(`kind.${kind}`)}
      </strong>
      <span>{t(`use.${kind}`)}</span>
      <PlusOutlined aria-hidden />
    </button>
  )
}
