using System.Runtime.CompilerServices;

namespace HeatMap.Tests.Living;

public sealed class PositionEventTests
{
    private const long Time = 1_770_000_000_000;

    [Fact]
    public void Factories_StateWhatHappened()
    {
        PositionEvent opened = PositionEvent.Opened(Time, 7, Position.Long(100, 2, 10), layer: 3);
        Assert.Equal((PositionEventKind.Open, Time, 7L, Side.Long, 3), (opened.Kind, opened.TimeUnixMs, opened.Id, opened.Side, opened.Layer));
        Assert.Equal((2, 100, double.NaN, 10, double.NaN), (opened.Quantity, opened.EntryPrice, opened.Margin, opened.Leverage, opened.Price));
        Assert.Equal(new() { Kind = PositionEventKind.Open, TimeUnixMs = Time, Id = 1, Side = Side.Short, Quantity = 2, Price = 130, Layer = 1 }, PositionEvent.OpenedAt(Time, 1, Side.Short, 2, 130, 1));
        Assert.Equal(0, PositionEvent.OpenedAt(Time, 1, Side.Short, 2, double.NaN).Price);
        Assert.Equal(new() { Kind = PositionEventKind.Resize, TimeUnixMs = Time, Id = 1, Quantity = 5, EntryPrice = 101, Margin = 9 }, PositionEvent.Resized(Time, 1, 5, 101, 9));
        Assert.Equal(new() { Kind = PositionEventKind.Resize, TimeUnixMs = Time, Id = 1, Quantity = 5, Price = 95 }, PositionEvent.ResizedAt(Time, 1, 5, 95));
        Assert.Equal(new() { Kind = PositionEventKind.Margin, TimeUnixMs = Time, Id = 1, Margin = -4 }, PositionEvent.MarginAdded(Time, 1, -4));
        Assert.Equal(new() { Kind = PositionEventKind.Margin, TimeUnixMs = Time, Id = 1, Price = 0 }, PositionEvent.Repriced(Time, 1, double.NaN));
        Assert.Equal(new() { Kind = PositionEventKind.Leverage, TimeUnixMs = Time, Id = 1, Leverage = 3 }, PositionEvent.LeverageChanged(Time, 1, 3));
        Assert.Equal(new() { Kind = PositionEventKind.Close, TimeUnixMs = Time, Id = 1 }, PositionEvent.Closed(Time, 1));
        Assert.Equal(new() { Kind = PositionEventKind.Mark, TimeUnixMs = Time, Price = 100, Low = 99, High = 103 }, PositionEvent.Marked(Time, 100, 99, 103));
        Assert.Equal(new() { Kind = PositionEventKind.Funding, TimeUnixMs = Time, Price = -0.001 }, PositionEvent.Funded(Time, -0.001));
        Assert.Equal(new() { Kind = PositionEventKind.Funding, TimeUnixMs = Time, Id = 1, Margin = 12 }, PositionEvent.FundingPaid(Time, 1, 12));
    }

    [Fact]
    public void Event_IsPlain80Bytes()
    {
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<PositionEvent>());
        Assert.Equal(80, Unsafe.SizeOf<PositionEvent>());
    }

    [Fact]
    public void Default_HasNoKind_AndIsFaulty()
    {
        Assert.Equal(new("Kind", 0, "one of Open, Resize, Margin, Leverage, Close, Mark, Funding"), default(PositionEvent).Fault);
        Assert.Equal("Kind", new PositionEvent { Kind = (PositionEventKind)8 }.Fault?.Field);
        Assert.True(double.IsNaN(new PositionEvent().Quantity + new PositionEvent().High));
    }

    [Theory]
    [InlineData("Side", 0, "Long or Short")]
    [InlineData("Side", 2, "Long, Short or not stated")]
    [InlineData("Quantity", 0, "finite and > 0")]
    [InlineData("Quantity", double.NaN, "finite and > 0")]
    [InlineData("Quantity", double.PositiveInfinity, "finite and > 0")]
    [InlineData("EntryPrice", double.NaN, "finite and > 0")]
    [InlineData("EntryPrice", -1, "finite and > 0")]
    [InlineData("Margin", -1, "finite and >= 0")]
    [InlineData("Leverage", 0, "finite and > 0")]
    [InlineData("Price", -1, "finite and >= 0")]
    [InlineData("Price", double.PositiveInfinity, "finite and >= 0")]
    [InlineData("Layer", -1, "at least 0")]
    [InlineData("TimeUnixMs", 253_402_300_800_000, "milliseconds from 1970 to the end of the year 9999")]
    [InlineData("TimeUnixMs", -1, "milliseconds from 1970 to the end of the year 9999")]
    public void Open_OutsideItsDomain_IsAFault(string field, double value, string allowed)
    {
        PositionEvent sound = PositionEvent.Opened(Time, 1, Position.Isolated(Side.Long, 100, 2, 10));

        PositionEventFault? fault = With(sound, field, value).Fault;

        Assert.Null(sound.Fault);
        Assert.Equal(new(field, value, allowed), fault);
        Assert.Equal(FormattableString.Invariant($"{field} must be {allowed}, was {value}"), fault.ToString());
    }

    [Fact]
    public void WhatAKindNeeds_MayComeFromAnotherField()
    {
        PositionEvent open = new() { Kind = PositionEventKind.Open, Side = Side.Long, Quantity = 1 };
        Assert.Equal("EntryPrice", open.Fault?.Field);
        Assert.Null((open with { EntryPrice = 100 }).Fault);
        Assert.Null((open with { Price = 90 }).Fault);
        Assert.Null((open with { Price = 0 }).Fault);

        PositionEvent margin = new() { Kind = PositionEventKind.Margin };
        Assert.Equal(new("Margin", double.NaN, "finite, unless Price states the liquidation price"), margin.Fault);
        Assert.Null((margin with { Margin = -3 }).Fault);
        Assert.Null((margin with { Price = 90 }).Fault);
        Assert.Equal("Margin", (margin with { Margin = double.NegativeInfinity, Price = 90 }).Fault?.Field);
        Assert.Equal("Price", (margin with { Margin = 1, Price = -90 }).Fault?.Field);

        PositionEvent leverage = new() { Kind = PositionEventKind.Leverage };
        Assert.Equal(new("Leverage", double.NaN, "finite and > 0, unless Price states the liquidation price"), leverage.Fault);
        Assert.Null((leverage with { Price = 90 }).Fault);
        Assert.Equal("Leverage", (leverage with { Leverage = -2, Price = 90 }).Fault?.Field);
        Assert.Equal("Price", (leverage with { Leverage = 2, Price = double.PositiveInfinity }).Fault?.Field);
    }

    [Fact]
    public void Resize_IsCheckedLikeAnOpen()
    {
        PositionEvent sound = PositionEvent.Resized(Time, 1, 2);
        Assert.All((string[])["Quantity", "EntryPrice", "Margin", "Price"], field => Assert.Equal(field, With(sound, field, -1).Fault?.Field));
        Assert.Null((sound with { Side = Side.Short }).Fault);
        Assert.Null((sound with { Leverage = -1, Low = -1 }).Fault);
    }

    [Theory]
    [InlineData(100, 101, 102, "Low must be at most Price, which is 100, was 101")]
    [InlineData(100, 98, 99, "High must be at least Price, which is 100, was 99")]
    [InlineData(100, 103, 102, "Low must be at most High, which is 102, was 103")]
    [InlineData(100, 0, 102, "Low must be finite and > 0, was 0")]
    [InlineData(100, 99, double.PositiveInfinity, "High must be finite and > 0, was Infinity")]
    [InlineData(double.NaN, 99, 101, "Price must be finite and > 0, was NaN")]
    public void Mark_CrossedOrNoNumber_IsAFault(double price, double low, double high, string message)
    {
        var mark = new PositionEvent { Kind = PositionEventKind.Mark, Price = price, Low = low, High = high };

        Assert.Equal(message, mark.Fault.ToString());
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => PositionEvent.Marked(Time, price, low, high)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mark_TakesItsPriceForWhatIsNotStated()
    {
        Assert.Null(PositionEvent.Marked(Time, 100).Fault);
        Assert.Null(PositionEvent.Marked(Time, 100, low: 90).Fault);
        Assert.Null(PositionEvent.Marked(Time, 100, high: 100).Fault);
    }

    [Fact]
    public void Funding_IsARateOrAnAmount()
    {
        var funding = new PositionEvent { Kind = PositionEventKind.Funding };
        Assert.Equal("Price", funding.Fault?.Field);
        Assert.Equal("Price", (funding with { Price = 1 }).Fault?.Field);
        Assert.Equal("Price", (funding with { Price = -1 }).Fault?.Field);
        Assert.Equal("Margin", (funding with { Margin = double.PositiveInfinity }).Fault?.Field);
        Assert.Equal(new("Price", 0.1, "not stated where Margin states what one position pays"), (funding with { Margin = 1, Price = 0.1 }).Fault);
    }

    [Fact]
    public void Factories_RefuseWhatIsWrong()
    {
        Assert.Throws<ArgumentException>("position", () => PositionEvent.Opened(Time, 1, default));
        Assert.Throws<ArgumentOutOfRangeException>("liquidationPrice", () => PositionEvent.OpenedAt(Time, 1, Side.Long, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("liquidationPrice", () => PositionEvent.Repriced(Time, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>("Side", () => PositionEvent.OpenedAt(Time, 1, default, 1, 90));
        Assert.Throws<ArgumentOutOfRangeException>("Margin", () => PositionEvent.MarginAdded(Time, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("TimeUnixMs", () => PositionEvent.Closed(long.MaxValue, 1));
    }

    private static PositionEvent With(PositionEvent sound, string field, double value) => field switch
    {
        "Side" => sound with { Side = (Side)value },
        "Quantity" => sound with { Quantity = value },
        "EntryPrice" => sound with { EntryPrice = value },
        "Margin" => sound with { Margin = value },
        "Leverage" => sound with { Leverage = value },
        "Price" => sound with { Price = value },
        "Layer" => sound with { Layer = (int)value },
        _ => sound with { TimeUnixMs = (long)value },
    };
}
