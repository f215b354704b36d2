import { Controller, Get, Module } from '@nestjs/common'
import { health } from '@shaotai/api'
import { Route } from '../http/route-decorators.ts'

@Controller()
class Forgetful {
  @Route(health)
  show(): null {
    return null
  }
}

@Controller()
class Undeclared {
  @Get('x')
  show(): null {
    return null
  }
}

/** A module whose handler does not say who may call it. */
@Module({ controllers: [Forgetful] })
export class WithoutAccess {}

/** A module whose handler has no declaration. */
@Module({ controllers: [Undeclared] })
export class WithoutRoute {}
