import { Module } from '@nestjs/common'
import { OrganisationController } from './organisation.controller.ts'
import { OrganisationService } from './organisation.service.ts'
import { PeopleController } from './people.controller.ts'
import { SubstitutesController } from './substitutes.controller.ts'
import { SubstitutesService } from './substitutes.service.ts'

@Module({
  controllers: [PeopleController, SubstitutesController, OrganisationController],
  providers: [SubstitutesService, OrganisationService],
})
export class PeopleModule {}
