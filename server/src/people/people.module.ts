import { Module } from '@nestjs/common'
import { PeopleController } from './people.controller.ts'
import { SubstitutesController } from './substitutes.controller.ts'
import { SubstitutesService } from './substitutes.service.ts'

@Module({ controllers: [PeopleController, SubstitutesController], providers: [SubstitutesService] })
export class PeopleModule {}
