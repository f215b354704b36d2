import nestjsxCrud from '@refinedev/nestjsx-crud'
import { API, http } from './http.ts'

/** Lists and records over the nestjsx-crud protocol, through our axios instance. Acts on cases are commands and use `request`. */
export const dataProvider = nestjsxCrud(API, http as Parameters<typeof nestjsxCrud>[1])
