import type { ClauseComment, PolicyDraft } from '@shaotai/api'
import { diffPolicy, groupChanges, printPolicy, type Change, type ClauseChanges as Group, type Policy } from '@shaotai/core'
import { CommentOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChangeList } from '../policy/ChangeList.tsx'
import { useUnits } from '../policy-data/use-units.ts'
import css from './publish.module.css'

/** The changes between two versions, clause by clause as the printed regulation numbers them. */
export function useClauseGroups(before: Policy | undefined, after: Policy): readonly Group[] {
  const { name } = useUnits()
  return useMemo(() => {
    if (!before) return []
    return groupChanges(diffPolicy(before, after), printPolicy(before, { unitName: name }), printPolicy(after, { unitName: name }))
  }, [before, after, name])
}

/** What a reviewer pins a comment to: the clause as the reader sees it. */
export function clauseKey({ number, title }: Pick<Group, 'number' | 'title'>): string {
  return `${number} ${title}`
}

type Props = {
  groups: readonly Group[]
  policy: Policy
  before: Policy | undefined
  comments: readonly ClauseComment[]
  /** Lets a reviewer say something about a clause; without it comments are read only. */
  onComment?: ((comment: ClauseComment) => void) | undefined
}

/** Old words struck out, new ones in bold, under the number of the clause they stand in. */
export function ClauseChanges({ groups, policy, before, comments, onComment }: Props) {
  const { t } = useTranslation('publish')
  if (groups.length === 0) return <p className={css.quiet}>{t('changes.none')}</p>
  return (
    <ol className={css.clauses}>
      {groups.map((group) => {
        const key = clauseKey(group)
        return (
          <li key={`${key}${group.removed ? ' gone' : ''}`}>
            <h3>
              <span>{group.number}</span>
              {group.title}
              {group.removed && <small>{t('changes.removed')}</small>}
              {group.before !== undefined && <small>{t('changes.was', { number: group.before })}</small>}
            </h3>
            <ChangeList
              changes={group.changes as Change[] as PolicyDraft['changes']}
              policy={policy}
              before={before}
              plain={group.number !== '附件'}
            />
            <Comments own={comments.filter((one) => one.clause === key)} clause={key} onComment={onComment} />
          </li>
        )
      })}
    </ol>
  )
}

function Comments({ own, clause, onComment }: { own: readonly ClauseComment[]; clause: string; onComment: Props['onComment'] }) {
  const { t } = useTranslation('publish')
  const [writing, setWriting] = useState(false)
  if (!onComment)
    return own.map((one) => (
      <p key={one.text} className={css.comment}>
        <CommentOutlined aria-hidden="true" /> {t('changes.comment', { text: one.text })}
      </p>
    ))
  const text = own[0]?.text ?? ''
  if (!writing && text === '')
    return (
      <Button
        size="small"
        type="link"
        icon={<CommentOutlined />}
        aria-label={t('changes.writeThis', { clause })}
        onClick={() => setWriting(true)}
      >
        {t('changes.write')}
      </Button>
    )
  return (
    <Input.TextArea
      autoFocus={writing}
      aria-label={t('changes.writeOn', { clause })}
      maxLength={500}
      autoSize={{ minRows: 1, maxRows: 4 }}
      placeholder={t('changes.writeHint')}
      value={text}
      onChange={(event) => onComment({ clause, title: clause.slice(0, 120), text: event.target.value })}
    />
  )
}
