import { Module } from '@nestjs/common'
import { ItemRecords } from './item-record.ts'
import { ResponsibilityController } from './responsibility.controller.ts'

@Module({ controllers: [ResponsibilityController], providers: [ItemRecords] })
export class ResponsibilityModule {}
