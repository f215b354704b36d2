import { Module } from '@nestjs/common'
import { ApprovalController } from './approval.controller.ts'
import { WaitingSeats } from './waiting-seats.ts'

@Module({ controllers: [ApprovalController], providers: [WaitingSeats], exports: [WaitingSeats] })
export class ApprovalModule {}
