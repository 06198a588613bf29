from zvans.notifications.models.notice import Notice
from zvans.notifications.models.sms import ReceivedSms, SmsMessage

__all__ = ["Notice", "ReceivedSms", "SmsMessage"]
