import type { Flowchart, Policy } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import css from './responsibility.module.css'

/** A guide (导则) as text, with its flowchart. */
export function GuideText({ guide }: { guide: Policy['guides'][number] }) {
  const { t } = useTranslation('responsibility')
  return (
    <article className={css.guide}>
      <h3>{guide.title}</h3>
      {guide.clause && <p className={css.clause}>{guide.clause}</p>}
      {guide.sections.map((section) => (
        <section key={section.heading}>
          <h4>
            {section.part && `${t(`part.${section.part}`)}　`}
            {section.heading}
          </h4>
          {section.text.split('\n').map((line, index) => (
            // Lines of a text that never changes while it is shown.
            // oxlint-disable-next-line react/no-array-index-key
            <p key={index}>{line}</p>
          ))}
        </section>
      ))}
      {guide.flowchart && <FlowSteps chart={guide.flowchart} />}
    </article>
  )
}

/** A flowchart as steps that can be read aloud: each box with who acts and where it leads. */
function FlowSteps({ chart }: { chart: Flowchart }) {
  const { t } = useTranslation('responsibility')
  const nameOf = (id: string) => chart.nodes.find((node) => node.id === id)?.name ?? id
  return (
    <section>
      <h4>{t('flowchart')}</h4>
      <ol>
        {chart.nodes.map((node) => (
          <li key={node.id}>
            <b>{node.name}</b>
            {node.by && `（${node.by}）`}
            {chart.edges
              .filter((edge) => edge.from === node.id)
              .map((edge) => (
                <span key={edge.to}>
                  {edge.name ? t('flowchart.if', { name: edge.name, to: nameOf(edge.to) }) : t('flowchart.to', { to: nameOf(edge.to) })}
                </span>
              ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
