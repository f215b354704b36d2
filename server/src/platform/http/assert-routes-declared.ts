import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js'
import { ModulesContainer } from '@nestjs/core'
import type { INestApplicationContext } from '@nestjs/common'
import type { RouteDefinition } from '@shaotai/api'
import { ACCESS, ROUTE, type Access } from './route-decorators.ts'

export type ServedRoute = { definition: RouteDefinition; access: Access; handler: string }

/** Every handler with its declaration. Throws, and so stops the start, if one lacks `@Route` or an access rule, or two share an address. */
export function assertRoutesDeclared(app: INestApplicationContext): ServedRoute[] {
  const served = new Map<string, ServedRoute>()
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      for (const { name, method } of handlersOf(metatype as { prototype: object })) {
        const handler = `${(metatype as { name: string }).name}.${name}`
        const definition = Reflect.getMetadata(ROUTE, method) as RouteDefinition | undefined
        const access = Reflect.getMetadata(ACCESS, method) as Access | undefined
        if (!definition) throw new Error(`${handler} answers requests without @Route`)
        if (!access) throw new Error(`${handler} declares neither @Public nor @Allow`)
        const address = `${definition.method} ${definition.path}`
        const other = served.get(address)
        if (other && other.handler !== handler) throw new Error(`${handler} and ${other.handler} both serve ${address}`)
        served.set(address, { definition, access, handler })
      }
    }
  }
  return [...served.values()]
}

function handlersOf({ prototype }: { prototype: object }): { name: string; method: object }[] {
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => ({ name, method: (prototype as Record<string, unknown>)[name] as object }))
    .filter(
      ({ method }) =>
        typeof method === 'function' && (Reflect.hasMetadata(PATH_METADATA, method) || Reflect.hasMetadata(METHOD_METADATA, method)),
    )
}
