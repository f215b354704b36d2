import Type, { type TSchema } from 'typebox'

/** A page of a list. Without `limit` and `page` in the query the answer is a bare array. */
export const pageOf = <T extends TSchema>(item: T) =>
  Type.Union([
    Type.Object({
      data: Type.Array(item),
      total: Type.Integer({ description: 'Rows that match. May be some seconds old on very long lists.' }),
      count: Type.Integer({ description: 'Rows on this page.' }),
      page: Type.Integer(),
      pageCount: Type.Integer(),
    }),
    Type.Array(item),
  ])
