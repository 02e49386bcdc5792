# Faust's side of FaustExchangeTests: reads a command a line and answers with a line. What it fails at it answers with "error ...".
import random
import sys
import uuid
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Dict, List, Optional

import faust


class Line(faust.Record, namespace="shop.Line", coerce=True):
    sku: str
    count: int
    price: Decimal


class Order(faust.Record, namespace="shop.Order", serializer="json", coerce=True):
    id: int
    customer: str
    total: Decimal
    rate: float
    paid: bool
    at: datetime
    seen: datetime
    token: str
    lines: List[Line]
    tags: Dict[str, int]
    note: Optional[str] = None
    first: Optional[Line] = None


class Loose(faust.Record, namespace="shop.Loose", serializer="json"):
    count: int = 0
    rate: float = 0.0
    data: bytes = b""
    day: datetime = None


class Method(faust.Record, abstract=True, polymorphic_fields=True):
    pass


class Card(Method, namespace="shop.Card"):
    number: str


class Transfer(Method, namespace="shop.Transfer"):
    iban: str
    lines: List[Line] = []


class Payment(faust.Record, namespace="shop.Payment", serializer="json", polymorphic_fields=True):
    method: Method
    others: List[Method] = []


LETTERS = "aZ09 \"\\/\n\t\x00\x7f\u00e9\u2028\u20ac\U0001f600{}[]:,"


def text(r):
    return "".join(r.choice(LETTERS) for _ in range(r.randrange(12)))


def decimal(r):
    return Decimal(r.randrange(-10**r.randrange(1, 28), 10**r.randrange(1, 28))).scaleb(-r.randrange(0, 12))


def line(r):
    return Line(sku=text(r), count=r.randrange(-2**31, 2**31), price=decimal(r))


def moment(r):
    fraction = r.choice([0, r.randrange(10**6)])
    return datetime(r.randrange(2, 9998), 1, 2, 3, 4, 5) + timedelta(days=r.randrange(300), microseconds=fraction)


def order(r):
    zone = timezone(timedelta(minutes=r.choice([0, 120, -210, 345])))
    return Order(
        id=r.randrange(-2**63, 2**63), customer=text(r), total=decimal(r), rate=r.choice([0.0, -1.5, 1e22, 5e-324, r.random()]),
        paid=r.random() < 0.5, at=moment(r).replace(tzinfo=zone), seen=moment(r), token=str(uuid.UUID(int=r.getrandbits(128))),
        lines=[line(r) for _ in range(r.randrange(4))], tags={text(r): r.randrange(100) for _ in range(r.randrange(4))},
        note=r.choice([None, text(r)]), first=r.choice([None, line(r)]))


def check(o):
    assert type(o.id) is int and type(o.total) is Decimal and type(o.rate) is float and type(o.paid) is bool, repr(o)
    assert type(o.at) is datetime and type(o.seen) is datetime, repr(o)
    assert all(type(l) is Line and type(l.price) is Decimal for l in o.lines), repr(o)
    assert o.first is None or type(o.first) is Line, repr(o)
    return o


app = faust.App("exchange", broker="kafka://nowhere:9092")
TOPICS = {
    "texts": app.topic("texts", key_type=str),
    "lines": app.topic("lines", key_type=Line, key_serializer="json"),
}

made = None


def answer(command, argument):
    global made
    if command == "read":
        return check(Order.loads(argument.encode())).dumps().decode()
    if command == "make":
        made = order(random.Random(int(argument)))
        return made.dumps().decode()
    if command == "same":
        read = check(Order.loads(argument.encode()))
        return "yes" if read == made and read.dumps() == made.dumps() else f"error {read!r} is not {made!r}"
    if command == "loose":
        return Loose(**eval(argument)).dumps().decode()
    if command == "key":
        # What a producer of the topic sends for a key, as hexadecimal digits.
        name, argument = argument.split(" ", 1)
        topic = TOPICS[name]
        key = eval(argument) if topic.key_type is str else topic.key_type.loads(argument.encode(), serializer="json")
        return topic.prepare_key(key, None, None, None)[0].hex()
    if command == "read_key":
        # What a consumer of the topic reads.
        name, argument = argument.split(" ", 1)
        topic = TOPICS[name]
        key = app.serializers.loads_key(topic.key_type, bytes.fromhex(argument), serializer=topic.key_serializer)
        assert type(key) is topic.key_type, repr(key)
        return key.encode().hex() if topic.key_type is str else key.dumps(serializer="json").decode()
    if command == "payment":
        read = Payment.loads(argument.encode())
        names = " ".join(type(m).__name__ for m in [read.method, *read.others])
        return names + " " + read.dumps().decode()
    return "error what?"


for request in sys.stdin:
    command, _, argument = request.rstrip("\n").partition(" ")
    try:
        print(answer(command, argument), flush=True)
    except Exception as e:
        print("error " + repr(e).replace("\n", " "), flush=True)
