import { DndContext, DragOverlay, KeyboardSensor, PointerSensor, closestCenter, useDraggable, useSensor, useSensors } from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { HolderOutlined } from '@ant-design/icons'
import { useState, type HTMLAttributes, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './reorder.module.css'

export type ReorderAreaProps = {
  /** What can be put in order, as it stands. */
  ids: readonly string[]
  nameOf: (id: string) => string
  onMove: (id: string, to: number) => void
  /** Something from outside the list was dropped in: what, and at which place. */
  onInsert?: (what: string, to: number) => void
  children: ReactNode
}

/**
 * A list whose entries are dragged, or picked up with the space bar and moved with the arrows, each step announced. Whoever uses it offers
 * a way without any dragging beside it (buttons, Alt with arrows).
 */
export function ReorderArea({ ids, nameOf, onMove, onInsert, children }: ReorderAreaProps) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<string>()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const say = (id: unknown) => nameOf(plainId(String(id)))
  const placeOf = (id: unknown) => ids.indexOf(String(id)) + 1
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        screenReaderInstructions: { draggable: t('reorder.how') },
        announcements: {
          onDragStart: ({ active }) => t('reorder.picked', { name: say(active.id) }),
          onDragOver: ({ active, over }) => (over ? t('reorder.over', { name: say(active.id), place: placeOf(over.id) }) : undefined),
          onDragEnd: ({ active, over }) =>
            over
              ? t('reorder.dropped', { name: say(active.id), place: placeOf(over.id) })
              : t('reorder.cancelled', { name: say(active.id) }),
          onDragCancel: ({ active }) => t('reorder.cancelled', { name: say(active.id) }),
        },
      }}
      onDragStart={({ active }) => setDragged(String(active.id))}
      onDragCancel={() => setDragged(undefined)}
      onDragEnd={({ active, over }) => {
        setDragged(undefined)
        if (!over) return
        const to = ids.indexOf(String(over.id))
        const id = String(active.id)
        if (isSource(id)) onInsert?.(plainId(id), to < 0 ? ids.length : to + 1)
        else if (to >= 0 && id !== String(over.id)) onMove(id, to)
      }}
    >
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
      <DragOverlay dropAnimation={null}>
        {dragged !== undefined && isSource(dragged) && <div className={css.chip}>{say(dragged)}</div>}
      </DragOverlay>
    </DndContext>
  )
}

/** An entry of the list; `children` gets the handle to drag it by. */
export function ReorderItem({
  id,
  disabled = false,
  name,
  className,
  children,
  ...rest
}: { id: string; disabled?: boolean; name: string; children: (handle: ReactNode) => ReactNode } & Omit<
  HTMLAttributes<HTMLLIElement>,
  'children'
>) {
  const { t } = useTranslation()
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id, disabled })
  const handle = disabled ? null : (
    <button
      type="button"
      ref={setActivatorNodeRef}
      className={css.handle}
      aria-label={t('reorder.handle', { name })}
      aria-describedby={attributes['aria-describedby']}
      {...listeners}
    >
      <HolderOutlined />
    </button>
  )
  return (
    <li
      {...rest}
      ref={setNodeRef}
      className={`${className ?? ''} ${isDragging ? css.dragging : ''}`}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {children(handle)}
    </li>
  )
}

/** Something outside the list that can be dragged into it. Its own button adds it by a click, so only the pointer drags. */
export function useReorderSource(
  what: string,
): Pick<HTMLAttributes<HTMLElement>, 'onPointerDown'> & { ref: (node: HTMLElement | null) => void } {
  const { listeners, setNodeRef } = useDraggable({ id: `${SOURCE}${what}` })
  return { ref: setNodeRef, onPointerDown: listeners?.['onPointerDown'] as HTMLAttributes<HTMLElement>['onPointerDown'] }
}

const SOURCE = 'new:'
const isSource = (id: string) => id.startsWith(SOURCE)
const plainId = (id: string) => (isSource(id) ? id.slice(SOURCE.length) : id)
