namespace Faust.Records;

public enum OrderState
{
    Open,
    Closed,
}
