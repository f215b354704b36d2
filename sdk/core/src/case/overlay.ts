import Type, { type Static } from 'typebox'
import { FEEDBACK_SOURCES } from '../flow/verification-schema.ts'
import { RISK_ACTS } from '../flow/risk-schema.ts'

const data = Type.Record(Type.String(), Type.Unknown())

/** What lies over a case in any state: it is on the case's own record, not a state of its own (domain §3.1). Empty lists are left out. */
export const overlayProperties = {
  highRisk: Type.Optional(Type.Boolean()),
  risk: Type.Optional(
    Type.Object({
      since: Type.Integer(),
      by: Type.String({ description: 'Person id, or `system` for a condition.' }),
      clearedAt: Type.Optional(Type.Integer()),
      steps: Type.Array(Type.Object({ act: Type.Enum([...RISK_ACTS]), at: Type.Integer(), by: Type.String(), form: data })),
    }),
  ),
  cards: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.String({ description: 'Seq of the event that issued it.' }),
        card: Type.Enum(['none', 'white', 'yellow', 'red']),
        rule: Type.Optional(Type.String()),
        name: Type.String(),
        clock: Type.Optional(Type.String()),
        order: Type.Optional(Type.String()),
        assignment: Type.Optional(Type.String()),
        unit: Type.Optional(Type.String()),
        round: Type.Integer(),
        at: Type.Integer(),
        withdrawnAt: Type.Optional(Type.Integer()),
      }),
      { description: '督办牌, reminders without a card included.' },
    ),
  ),
  orders: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.String(),
        rule: Type.String(),
        name: Type.String(),
        unit: Type.Optional(Type.String({ description: 'Whom it is for; absent for the platform.' })),
        status: Type.Enum(['open', 'replied', 'closed']),
        text: Type.String(),
        issuedAt: Type.Integer(),
        issuedBy: Type.Object({ person: Type.String(), name: Type.String(), unit: Type.String() }),
        repliedAt: Type.Optional(Type.Integer()),
        reply: Type.Optional(Type.String()),
        closedAt: Type.Optional(Type.Integer()),
      }),
      { description: '督办单.' },
    ),
  ),
  feedback: Type.Optional(
    Type.Array(
      Type.Object({
        source: Type.Enum([...FEEDBACK_SOURCES]),
        round: Type.Integer(),
        at: Type.Integer(),
        by: Type.String(),
        form: data,
      }),
      { description: '三方反馈, the latest of each source and round.' },
    ),
  ),
  mergedInto: Type.Optional(
    Type.Object({
      case: Type.String(),
      number: Type.String(),
      town: Type.String(),
      at: Type.Integer(),
      closedAt: Type.Optional(Type.Integer({ description: 'When the case it follows was closed: from then on it stays merged.' })),
    }),
  ),
  merged: Type.Optional(
    Type.Array(Type.Object({ case: Type.String(), number: Type.String(), town: Type.String(), at: Type.Integer() }), {
      description: 'Cases that follow this one (并件).',
    }),
  ),
  rejection: Type.Optional(Type.Object({ at: Type.Integer(), by: Type.String() })),
  callback: Type.Optional(
    Type.Object({
      round: Type.Integer(),
      at: Type.Integer(),
      by: Type.String(),
      satisfied: Type.Boolean(),
      screened: Type.Optional(Type.Boolean()),
    }),
  ),
} as const

const overlay = Type.Object(overlayProperties)
type Overlay = Static<typeof overlay>
export type IssuedOrder = NonNullable<Overlay['orders']>[number]
export type CaseCard = NonNullable<Overlay['cards']>[number]
