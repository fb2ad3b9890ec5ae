// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error_codes.h"

namespace syngraph::protocol {

// The code of the WebSocket close frame that goes with a Goodbye, for those who see nothing else. Numbers of the
// range for applications (RFC 6455 7.4.2), never reused.
constexpr quint16 closeCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::HelloFirst:
        return 4001;
    case ErrorCode::NoCommonProtocol:
        return 4002;
    case ErrorCode::BadToken:
        return 4003;
    case ErrorCode::TooLarge:
        return 4004;
    case ErrorCode::TimedOut:
        return 4005;
    case ErrorCode::TooSlow:
        return 4006;
    case ErrorCode::TooMany:
        return 4007;
    case ErrorCode::Fenced:
        return 4008;
    case ErrorCode::NotAllowed:
    case ErrorCode::Removed:
        return 4009;
    case ErrorCode::NotFound:
    case ErrorCode::SharingEnded:
        return 4010;
    case ErrorCode::ShuttingDown:
        return 4011;
    case ErrorCode::BaseUnknown:
    case ErrorCode::BaseTooOld:
    case ErrorCode::SequenceGap:
    case ErrorCode::SequenceReused:
    case ErrorCode::EpochChanged:
        return 4012; // resume
    case ErrorCode::DiskFull:
    case ErrorCode::StorageFailed:
    case ErrorCode::NotWritable:
    case ErrorCode::Damaged:
    case ErrorCode::FileMoved:
    case ErrorCode::Locked:
    case ErrorCode::ReadOnly:
        return 4013; // the document's file
    default:
        return 4000; // the Goodbye says more
    }
}

} // namespace syngraph::protocol
